import type { Playbook, PlaybookId } from '#/domain/incidents/playbook.ts';

const day = 86_400_000;
const yearly = 365 * day;
/** After a significant change: of the playbook, of who answers, or of what it acts on. */
const afterChange = 30 * day;

/** Times in epoch milliseconds. */
export type Held = { readonly playbook: PlaybookId; readonly at: number };
/** Without a playbook: it concerns them all. */
export type SignificantChange = { readonly at: number; readonly playbook?: PlaybookId };
export type Due = {
  readonly playbook: PlaybookId;
  readonly because: 'never-held' | 'year' | 'change';
  readonly dueAt: number;
  readonly overdue: boolean;
};

/** When each playbook has to be exercised next, soonest first; one that never was is overdue. */
export function drillsDue(
  playbooks: readonly Pick<Playbook, 'id'>[],
  drills: readonly Held[],
  changes: readonly SignificantChange[],
  now: number,
): readonly Due[] {
  const due = playbooks.map(({ id }): Due => {
    const held = drills.filter(({ playbook, at }) => playbook === id && at <= now).map(({ at }) => at);
    if (held.length === 0) return { playbook: id, because: 'never-held', dueAt: now, overdue: true };
    const last = Math.max(...held);
    const since = changes.filter(({ playbook = id, at }) => playbook === id && at > last && at <= now);
    const byChange = Math.min(...since.map(({ at }) => at + afterChange));
    const dueAt = Math.min(last + yearly, byChange);
    return { playbook: id, because: byChange < last + yearly ? 'change' : 'year', dueAt, overdue: dueAt < now };
  });
  return due.toSorted((one, other) => one.dueAt - other.dueAt);
}
