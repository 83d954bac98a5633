import { Problem } from '#/domain/api/problems.ts';
import type { supportGrant } from '#/domain/data-map/entities/support.ts';
import {
  type Approver,
  approvalRefusal,
  approved,
  type Grant,
  grantReasons,
  isOverdue,
  reviewRefusal,
} from '#/domain/support/grants.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import type { Door } from '#/vault/door.ts';
import { change, type Revision } from '#/vault/draft.ts';
import { closing, type GrantRecord, grantRows, officeRows, opening } from '#/vault/grants.ts';
import type { Rows } from '#/vault/rows.ts';

/** Somebody at a grant: the door they came in by, and in which role. */
export type Mover = Approver & { readonly door: Door };

const conflict = (detail: string | undefined): void => {
  if (detail) throw new Problem('conflict', { detail });
};

/** The key rows of the person, read again with the gate: what was read with the grant did not know whose it is. */
async function keysAlong(door: Door, { values }: GrantRecord): Promise<Rows> {
  return (await door.consult({}, grantRows(values.personId))).rows;
}

type Move = {
  readonly changes: Revision<typeof supportGrant>;
  readonly keys?: Partial<Awaited<ReturnType<typeof opening>> & ReturnType<typeof closing>>;
  /** Whether nobody has to do anything about it any more. */
  readonly settled?: boolean;
};

async function save(door: Door, grant: GrantRecord, type: string, { changes, keys = {}, settled }: Move) {
  const { records = [], relies = [], removes = [], destroyed = [] } = keys;
  const [saved] = await door.save({
    records: [change(grant, changes), ...records],
    relies,
    removes: [...removes, ...(settled ? officeRows(grant) : [])],
    event: {
      type,
      subjectId: grant.values.personId,
      resourceId: grant.ids.grantId,
      ...(destroyed.length > 0 ? { rows: destroyed } : {}),
    },
  });
  return saved as GrantRecord;
}

/** Approves a grant; it opens when nobody else has to approve it. */
export async function approve({ door, ...by }: Mover, grant: GrantRecord, { vault, now }: Services) {
  const at = now();
  conflict(approvalRefusal(grant.values, by, at));
  const changes = approved(grant.values, by, at);
  if (changes.state === 'requested') return save(door, grant, 'grant.seconded', { changes });
  const keys = await opening(vault, await keysAlong(door, grant), grant.values.personId);
  return save(door, grant, 'grant.opened', { changes, keys });
}

/** Refuses a grant that the caller could have approved. */
export async function refuse({ door, role }: Mover, grant: GrantRecord, { now }: Services) {
  const { state, reason } = grant.values;
  if (state !== 'requested') conflict('The request does not wait for an answer any more.');
  if (role !== 'client' && grantReasons[reason].approvedBy === 'person')
    conflict('Its person answers this, nobody else.');
  return save(door, grant, 'grant.refused', { changes: { state: 'refused', endedAt: now() }, settled: true });
}

/** Ends an open grant, or takes back its request; what was open still has to be reviewed. */
export async function close(door: Door, grant: GrantRecord, { now }: Services) {
  const { state, personId } = grant.values;
  const changes = { state: 'closed', endedAt: now() } as const;
  if (state === 'requested') return save(door, grant, 'grant.withdrawn', { changes, settled: true });
  if (state !== 'approved') conflict('The grant has ended already.');
  const keys = closing(await keysAlong(door, grant), personId);
  return save(door, grant, 'grant.closed', { changes, keys });
}

/** Says what came of a grant that has ended. */
export async function review(
  { door, personId }: Mover,
  grant: GrantRecord,
  finding: NonNullable<GrantRecord['values']['finding']>,
  { now }: Services,
) {
  const asItIs: Grant = grant.values;
  if (isOverdue(asItIs, now())) conflict('The grant is just being ended; try again in ten minutes.');
  conflict(reviewRefusal(asItIs, personId));
  const changes = { state: 'reviewed', reviewedBy: personId, reviewedAt: now(), finding } as const;
  return save(door, grant, 'grant.reviewed', { changes, settled: true });
}
