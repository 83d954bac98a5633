import type { Access } from './scope.ts';

/** An entry of the access log with the operation that it came from. */
export type LoggedAccess = Access & { readonly route: string };

/** A visit is over long before that. */
const visitMs = 60_000;

const sameVisit = ({ actorId, subjectId, route, records }: LoggedAccess): string =>
  JSON.stringify([actorId, subjectId, route, records]);

/**
 * The log without what only looks like a read: a visit is noted as `opened` while it is still being decided, and a refusal
 * adds `refused`. Each refusal takes the entry before it away, of the same visitor for the same records, and stays.
 */
export function withoutRefusedOnes(log: readonly LoggedAccess[]): LoggedAccess[] {
  const open = new Map<string, LoggedAccess[]>();
  const dropped = new Set<LoggedAccess>();
  const inOrder = log.toSorted((a, b) => a.at - b.at || (a.outcome === 'opened' ? -1 : 1));
  for (const entry of inOrder) {
    const visits = open.get(sameVisit(entry)) ?? [];
    open.set(sameVisit(entry), visits);
    if (entry.outcome === 'opened') visits.push(entry);
    else {
      const last = visits.at(-1);
      if (last && entry.at - last.at <= visitMs) dropped.add(visits.pop() as LoggedAccess);
    }
  }
  return inOrder.filter((entry) => !dropped.has(entry));
}
