import { type Grant, isOpen, reviewDueAt } from '#/domain/support/grants.ts';
import { represent } from '#/lambdas/platform/represent.ts';
import type { GrantRecord } from '#/vault/grants.ts';

/** A grant as staff and its person both see it. */
export function showGrant(record: GrantRecord, now: number) {
  const grant: Grant = record.values;
  const due = reviewDueAt(grant);
  return {
    ...represent(record),
    open: isOpen(grant, now),
    reviewDueAt: due === undefined ? null : new Date(due).toISOString(),
  };
}
