import { describe, expect, it } from 'vitest';
import { factsOf, type LedgerEntry, ledgerEntry } from '#/domain/restore/facts.ts';
import { isLedgered, ledgered } from '#/lambdas/outbox/dispatch.contract.ts';

const personId = 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
const entryOf = (type: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  eventId: 'eu.event_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
  type,
  actorId: personId,
  subjectId: personId,
  resourceId: 'eu.note_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
  at: 1_795_000_000_000,
  ...more,
});

describe('BA6: what the ledger demands of a restored table', () => {
  it.each([...ledgered, 'note.deleted', 'recording.deleted'])(
    'is known of every event that goes into it: %s',
    (type) => {
      expect(isLedgered(type)).toBe(true);
      expect(() => factsOf(entryOf(type))).not.toThrow();
    },
  );

  it('is not guessed: an event that nothing is known about ends the restore', () => {
    expect(() => factsOf(entryOf('moon.landed'))).toThrow(/Nothing says what moon\.landed means/);
  });

  it('names every key row that was destroyed, whatever the event', () => {
    const rows = ['key#marketing|abc', 'lens#ai_insights#coaching|def'];
    expect(factsOf(entryOf('grant.closed', { rows }))).toEqual([
      { kind: 'key_destroyed', personId, sk: 'key#marketing', keyId: 'abc' },
      { kind: 'key_destroyed', personId, sk: 'lens#ai_insights#coaching', keyId: 'def' },
    ]);
  });

  it('keeps the moment of an end, so that what was decided later stays', () => {
    const entry = entryOf('consent.withdrawn', { purpose: 'marketing' });
    expect(factsOf(entry)).toEqual([
      { kind: 'consent_ended', personId, purpose: 'marketing', state: 'withdrawn', at: entry.at },
    ]);
  });

  it('takes no entry that is not whole', () => {
    expect(ledgerEntry().safeParse({ ...entryOf('note.deleted'), name: 'Kim' }).success).toBe(false);
    expect(ledgerEntry().safeParse({ type: 'note.deleted' }).success).toBe(false);
  });
});
