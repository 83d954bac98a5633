import { type EngagementFacts, type MembershipFacts, mayRead, participation } from '#/domain/access/relations.ts';
import { Problem } from '#/domain/api/problems.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import { type Entity, isSealed, type ValuesOf } from '#/domain/data-map/entity.ts';
import { expiryOf } from '#/domain/data-map/expiry.ts';
import { needsConsent, type Purpose } from '#/domain/data-map/purposes.ts';
import { isGiven } from './consent-gate.ts';
import { membershipRow, type Opening, openingOf } from './epochs.ts';
import { grantRowOf, isGranted } from './grant-gate.ts';
import { isRestricted } from './limits.ts';
import { fromRow, type OpenRecord, type ReadyKey, refOf } from './records.ts';
import type { Rows } from './rows.ts';
import { SealBroken } from './sealing.ts';
import { isOff } from './switch-rows.ts';
import type { Vault } from './vault.ts';
import type { Ref, Visit } from './visit.ts';
import { subjectOf } from './wanted.ts';

/** The record was there and its key is not: nobody can read it, and nobody will. */
export type Erased = { readonly erased: true };
const erased: Erased = { erased: true };
export const isErased = (found: object | undefined): found is Erased => found !== undefined && 'erased' in found;

/** A record, `erased`, or undefined: not there, expired, or not for this caller. */
export type Found<E extends Entity> =
  | (OpenRecord<E> & { readonly deleteAfter: number | undefined })
  | Erased
  | undefined;
export type EngagementRecord = OpenRecord<typeof engagement>;

/** A data key, if the row that this request has read says that it exists. */
export async function readyKey(vault: Vault, rows: Rows, { row, purpose }: Opening): Promise<ReadyKey | undefined> {
  const found = rows.get(row);
  if (!found) return undefined;
  const { keyId, wrapped } = found.fields as { keyId: string; wrapped: Uint8Array };
  return { keyId, key: await vault.keys.unwrap({ keyId, wrapped }, purpose) };
}

/** How a visit opens what was collected for a purpose. @throws Problem `forbidden` when its operation does not state it */
function openingFor(visit: Visit, subject: string, collectedFor: Purpose): Opening {
  const opening = openingOf(visit.route.purposes, subject, collectedFor);
  if (opening) return opening;
  throw new Problem('forbidden', { detail: `This operation does not serve the purpose "${collectedFor}".` });
}

/** When a record expires, given the engagement it belongs to. */
export function deleteAfter(record: OpenRecord, around: EngagementRecord | undefined): number | undefined {
  const own = record.entity.name === engagement.name ? (record.values as ValuesOf<typeof engagement>) : around?.values;
  return expiryOf(record.entity, {
    createdAt: record.createdAt,
    engagementEndedAt: own?.endedAt === undefined ? undefined : Date.parse(own.endedAt),
    tenantMonths: own?.retentionMonths,
  });
}

function reaches(vault: Vault, visit: Visit, rows: Rows, record: OpenRecord): boolean {
  const { engagementId = '' } = record.ids as { engagementId?: string };
  const suspended = engagementId !== '' && isOff(rows, 'relationship', engagementId);
  if (record.entity.name !== engagement.name) {
    // Whoever comes by a grant has passed the gate by it: what is suspended is suspended for the two who take part.
    const isKeptOut = suspended && grantRowOf(visit) === undefined;
    return !isKeptOut && mayRead(record.values as Record<string, unknown>, visit.caller);
  }
  const values = { ...(record.values as EngagementFacts), suspended };
  const membership = rows.get(membershipRow(visit.caller.personId, values.organizationId))?.fields;
  if (participation(visit.caller, values, membership as MembershipFacts | undefined)) return true;
  return isGranted(vault, visit, rows, { engagementId, clientId: values.clientId });
}

/**
 * Opens one record for a visit: for a purpose the route states, under the key that exists now, if it has not expired
 * and is for this caller.
 * @throws SealBroken when the row is not what was sealed; Problem `forbidden` when the route does not state the purpose,
 * `consent-required` when its subject has not consented to it, `processing-restricted` when they have restricted all use
 */
export async function unseal<E extends Entity>(
  vault: Vault,
  visit: Visit,
  rows: Rows,
  ref: Ref<E>,
  around: EngagementRecord | undefined,
): Promise<Found<E>> {
  const { entity, ids } = ref;
  const row = rows.get(refOf(entity, ids));
  const subject = subjectOf(vault, rows, ref);
  if (!subject) return undefined;
  const opening = openingFor(visit, subject, entity.purpose);
  if (!row) return undefined;
  if (row.entity !== entity.name) throw new SealBroken();
  if (row.subject !== subject) {
    if (isSealed(entity)) throw new SealBroken();
    // Asked for as somebody's own by its id alone, and not theirs.
    return undefined;
  }
  if (isRestricted(visit, rows, subject, entity)) throw new Problem('processing-restricted');
  const { purpose } = opening;
  // What is held is copied for its person whatever they think of its use today: what they withdrew has lost its key.
  const isOfRight = visit.route.purposes.includes('data_rights') && visit.caller.personId === subject;
  if (!isOfRight && needsConsent(purpose) && !isGiven(vault, rows, { personId: subject, purpose })) {
    throw new Problem('consent-required');
  }
  const key = isSealed(entity) ? await readyKey(vault, rows, opening) : undefined;
  if (isSealed(entity) && key?.keyId !== row.keyId) return erased;
  const record = fromRow(vault.instance, entity, row, key);
  const expiry = deleteAfter(record, around);
  if (expiry !== undefined && expiry <= vault.now()) return undefined;
  return reaches(vault, visit, rows, record) ? { ...record, deleteAfter: expiry } : undefined;
}
