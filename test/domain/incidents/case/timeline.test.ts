import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestedText, headOf, nextEntry, type TimelineEntry, timelineText } from '#/domain/incidents/case/timeline.ts';
import { verifyTimeline } from '#/domain/incidents/case/verify-timeline.ts';
import { givenTimeline, incidentId, officerId } from '#/test/support/cases.ts';
import { sha256 } from '#/test/support/signed.ts';

const entries = givenTimeline(6);
const signed = { incidentId, ...headOf(entries) };
const faultsOf = (given: readonly TimelineEntry[]) =>
  verifyTimeline(given, signed, sha256).map(({ fault, sequence }) => `${fault} ${sequence}`);
const changed = (number: number, change: Partial<TimelineEntry>) =>
  entries.map((entry) => (entry.sequence === number ? { ...entry, ...change } : entry));

describe('MO11 IR4 RS.AN-06: the timeline of a case', () => {
  it('is whole as it was written', () => {
    expect(faultsOf(entries)).toEqual([]);
    expect(timelineText(entries).split('\n')).toHaveLength(7);
  });

  it('names an entry that was changed, and only that one', () => {
    expect(faultsOf(changed(3, { actor: 'service:nobody' }))).toEqual(['changed 3']);
    expect(faultsOf(changed(6, { at: 1 }))).toEqual(['changed 6']);
    expect(faultsOf(changed(2, { hash: sha256('x') }))).toEqual(['changed 2']);
  });

  it('names the place where an entry was replaced with one that has a hash of its own', () => {
    const [first, second] = entries as [TimelineEntry, TimelineEntry];
    const other = nextEntry(incidentId, first, { ...second, facts: { count: 0 } }, sha256);
    expect(faultsOf(entries.map((entry) => (entry === second ? other : entry)))).toEqual(['unlinked 3']);
  });

  it('misses what was dropped, cut off at the end, moved, repeated or added', () => {
    expect(faultsOf(entries.filter(({ sequence }) => sequence !== 4))).toEqual(['dropped 4']);
    expect(faultsOf(entries.slice(0, 4))).toEqual(['truncated 5', 'truncated 6']);
    expect(faultsOf([])).toHaveLength(6);
    const [a, b, c, ...rest] = entries as [TimelineEntry, TimelineEntry, TimelineEntry];
    expect(faultsOf([a, c, b, ...rest])).toEqual(['reordered 3']);
    expect(faultsOf([a, b, b, c, ...rest])).toEqual(['repeated 2']);
    expect(faultsOf(givenTimeline(7))).toEqual(['added 7']);
  });

  it('does not take a timeline for that of another case, nor a new one of the same length', () => {
    const other = givenTimeline(6, { incidentId: incidentId.replace(/.$/, '1') });
    expect(faultsOf(other)).toContain('foreign 1');
    expect(faultsOf(givenTimeline(6, { at: 5 }))).toEqual(['added 6']);
  });

  it('never lets any single change of any entry pass', () => {
    const at = fc.integer({ min: 0, max: entries.length - 1 });
    const how = fc.constantFrom('at', 'actor', 'kind', 'facts', 'previousHash', 'sequence', 'hash', 'incidentId');
    fc.assert(
      fc.property(at, how, (index, member) => {
        const other = { ...entries[index], [member]: 'another' } as unknown as TimelineEntry;
        expect(verifyTimeline(entries.with(index, other), signed, sha256)).not.toEqual([]);
      }),
    );
  });

  it('holds no written text, only a digest that needs the salt', () => {
    const textDigest = sha256(digestedText('salt', 'She told me of her illness.'));
    const entry = { at: 1, actor: officerId, kind: 'observation', facts: {}, textDigest } as const;
    expect(timelineText([nextEntry(incidentId, undefined, entry, sha256)])).not.toContain('illness');
    expect(sha256(digestedText('pepper', 'She told me of her illness.'))).not.toBe(textDigest);
    const { textDigest: _, ...bare } = entry;
    expect(() => nextEntry(incidentId, undefined, bare, sha256)).toThrow('needs digest');
    expect(() => nextEntry(incidentId, undefined, { ...entry, kind: 'opened' }, sha256)).toThrow('has no digest');
  });

  it.each([
    ['a sentence', { says: 'he is ill' }],
    ['an address of mail', { who: 'kim@example.com' }],
    ['half a person', { score: 0.5 }],
    ['a name that is none', { 'a b': 1 }],
  ])('takes no fact that is %s', (_, facts) => {
    const entry = { at: 1, actor: officerId, kind: 'noted', facts } as const;
    expect(() => nextEntry(incidentId, undefined, entry, sha256)).toThrow(/must/);
  });

  it('does not run backwards when a clock does', () => {
    const last = nextEntry(incidentId, undefined, { at: 9, actor: officerId, kind: 'opened', facts: {} }, sha256);
    expect(nextEntry(incidentId, last, { at: 5, actor: officerId, kind: 'noted', facts: {} }, sha256).at).toBe(9);
  });
});
