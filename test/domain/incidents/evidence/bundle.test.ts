import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleFaults } from '#/domain/incidents/evidence/bundle-faults.ts';
import { contentFaults, itemText } from '#/domain/incidents/evidence/contents.ts';
import { withCustody } from '#/domain/incidents/evidence/item.ts';
import { bundleOf, givenBundle, givenItem } from '#/test/support/case-bundles.ts';
import { awareAt, coachId, privacyId } from '#/test/support/cases.ts';
import { givenCertificate, givenSigner } from '#/test/support/signed.ts';

const signer = givenSigner();
const files = givenBundle(signer);
const names = [...files.keys()];
const items = names.filter((name) => name.startsWith('items/'));
const faultsOf = (given: ReadonlyMap<string, string>) => bundleFaults(bundleOf(given), signer.checks);
const withFile = (name: string, text: string) => new Map([...files, [name, text]]);
const without = (name: string) => new Map([...files].filter(([other]) => other !== name));

/** The text with one character changed to another one. */
const changedAt = (text: string, at: number): string =>
  `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`;
const places = (name: string) => fc.integer({ min: 0, max: (files.get(name)?.length ?? 1) - 1 });

describe('IR4 MO11: the bundle of a case', () => {
  it('passes as it was signed', () => {
    expect(faultsOf(files)).toEqual([]);
  });

  it.each(items)('fails for any one changed byte of %s, and names the item', (name) => {
    const itemId = name.slice('items/'.length, -'.jsonl'.length);
    fc.assert(
      fc.property(places(name), (at) => {
        const faults = faultsOf(withFile(name, changedAt(files.get(name) ?? '', at)));
        expect(faults).toEqual([expect.stringContaining(`Item ${itemId} (${name}) is not what was collected`)]);
      }),
    );
  });

  it('fails for any one changed byte of the timeline, and names the entry that it is in', () => {
    const text = files.get('timeline.jsonl') ?? '';
    fc.assert(
      fc.property(places('timeline.jsonl'), (at) => {
        const faults = faultsOf(withFile('timeline.jsonl', changedAt(text, at)));
        const entry = text.slice(0, at).split('\n').length;
        expect(faults.length).toBeGreaterThan(0);
        expect(faults.join(' ')).toMatch(new RegExp(`Timeline entry ${entry}\\b`));
      }),
      { numRuns: 300 },
    );
  });

  it('fails for any one changed byte of the manifest, and names the manifest', () => {
    const text = files.get('manifest.json') ?? '';
    fc.assert(
      fc.property(places('manifest.json'), (at) => {
        const faults = faultsOf(withFile('manifest.json', changedAt(text, at)));
        expect(faults.some((fault) => fault.startsWith('manifest.json'))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('misses what was taken away and what was added', () => {
    const [first = ''] = items;
    expect(faultsOf(without(first))).toEqual([expect.stringMatching(/^Item 0001-access-log .* is missing\.$/)]);
    expect(faultsOf(without('timeline.jsonl'))).toEqual(['timeline.jsonl is missing.']);
    expect(faultsOf(without('manifest.json'))).toEqual([expect.stringMatching(/^manifest\.json is missing/)]);
    expect(faultsOf(withFile('items/more.txt', 'x'))).toEqual(['items/more.txt is not in the manifest: it was added.']);
    expect(faultsOf(withFile('keys.json', '{}'))).toEqual([]);
    const [line1 = ''] = (files.get('timeline.jsonl') ?? '').split('\n');
    expect(faultsOf(withFile('timeline.jsonl', `${line1}\n`))).toEqual(
      [2, 3, 4].map((n) => expect.stringContaining(`Timeline entry ${n} is missing`)),
    );
  });

  it('does not pass with another document or with bytes that are no text', () => {
    expect(faultsOf(withFile('manifest.json', signer.file(givenCertificate())))).toEqual([
      'manifest.json is no manifest of an incident case.',
    ]);
    const noText = { text: undefined, bytes: 1, sha256: '' };
    const [first = ''] = items;
    for (const name of names) {
      const faults = bundleFaults(new Map([...bundleOf(files), [name, noText]]), signer.checks);
      expect(faults).toEqual([expect.stringContaining(name === first ? 'Item 0001-access-log' : name)]);
    }
  });
});

describe('IR4: an item of evidence', () => {
  const line = { at: awareAt, actorId: coachId, entity: 'note', outcome: 'opened' };

  it.each([
    ['a member that its kind does not declare', { ...line, body: 'x' }],
    ['a sentence', { ...line, entity: 'she told me of her illness' }],
    ['an address of mail', { ...line, actorId: 'kim@example.com' }],
    ['an object', { ...line, outcome: { says: 'x' } }],
    ['a member too few', { at: awareAt, actorId: coachId, entity: 'note' }],
  ])('MO13: cannot hold %s', (_, given) => {
    expect(() => itemText('access-log', [line, given])).toThrow(/^access-log\.2/);
    expect(() => itemText('access-log', [given])).not.toThrow(/illness|kim@/);
    expect(contentFaults('access-log', `${JSON.stringify(line)}\n${JSON.stringify(given)}\n`)).toEqual([
      expect.stringMatching(/^Line 2/),
    ]);
  });

  it('is read line by line', () => {
    expect(contentFaults('access-log', itemText('access-log', [line]))).toEqual([]);
    expect(contentFaults('access-log', '')).toEqual([]);
    expect(contentFaults('access-log', '{')).toEqual(['Its last line is cut off.']);
    expect(contentFaults('access-log', '{\n\n')).toEqual([
      expect.stringMatching(/^Line 1: It ends/),
      'Line 2 is empty.',
    ]);
  });

  it('ISO/IEC 27037: has a custody from its collection on that never changes its hash or runs backwards', () => {
    const item = givenItem('access-log', 3, itemText('access-log', [line]));
    expect(item).toMatchObject({ itemId: '0003-access-log', lines: 1, custody: [{ act: 'collected' }] });
    const record = {
      at: new Date(awareAt + 1).toISOString(),
      by: privacyId,
      act: 'examined',
      with: 'sha256sum/9.4',
      sha256: item.sha256,
      where: 'laboratory',
    } as const;
    const examined = withCustody(item, record);
    expect(examined.custody).toHaveLength(2);
    expect(() => withCustody(item, { ...record, sha256: '0'.repeat(64) })).toThrow('record 2 has another SHA-256');
    expect(() => withCustody(examined, { ...record, at: item.collectedAt })).toThrow('record 3 is older');
    expect(() => withCustody({ ...item, custody: [] }, record)).toThrow('does not begin with its collection');
  });
});
