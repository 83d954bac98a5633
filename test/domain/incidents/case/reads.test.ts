import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LoggedAccess, withoutRefusedOnes } from '#/domain/incidents/case/reads.ts';

const visit = (at: number, outcome: LoggedAccess['outcome'], changes: Partial<LoggedAccess> = {}): LoggedAccess => ({
  at,
  outcome,
  actorId: 'eu.person_A',
  subjectId: 'eu.person_B',
  route: 'readNote',
  records: ['note:eu.note_1'],
  ...changes,
});

describe('IR8: what was read, from a log that is written before the decision', () => {
  it('leaves out what was refused after all, and keeps the refusal', () => {
    const log = [visit(1, 'opened'), visit(3, 'refused')];
    expect(withoutRefusedOnes(log)).toEqual([visit(3, 'refused')]);
  });

  it('takes no read away for a refusal of another visit', () => {
    const others: Partial<LoggedAccess>[] = [
      { actorId: 'eu.person_C' },
      { subjectId: 'eu.person_C' },
      { route: 'reviseNote' },
      { records: ['note:eu.note_2'] },
    ];
    for (const other of others) {
      const log = [visit(1, 'opened'), visit(2, 'refused', other)];
      expect(withoutRefusedOnes(log)).toEqual(log);
    }
    expect(withoutRefusedOnes([visit(1, 'opened'), visit(70_000, 'refused')])).toHaveLength(2);
  });

  it('counts every read that was let in, however many were refused beside it', () => {
    const outcomes = fc.array(fc.boolean(), { maxLength: 20 });
    fc.assert(
      fc.property(outcomes, (letIn) => {
        const log = letIn.flatMap((isLetIn, index) => [
          visit(index * 10, 'opened'),
          ...(isLetIn ? [] : [visit(index * 10 + 1, 'refused')]),
        ]);
        const found = withoutRefusedOnes(log);
        expect(found.filter(({ outcome }) => outcome === 'opened')).toHaveLength(letIn.filter(Boolean).length);
        expect(found.filter(({ outcome }) => outcome === 'refused')).toHaveLength(letIn.filter((each) => !each).length);
      }),
    );
  });
});
