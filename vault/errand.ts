import { Problem } from '#/domain/api/problems.ts';
import type { Route } from '#/domain/api/route.ts';
import { type Entity, type IdsOf, isSealed } from '#/domain/data-map/entity.ts';
import { needsConsent, type Purpose } from '#/domain/data-map/purposes.ts';
import { logAccess } from './access-log.ts';
import { consentRow } from './consent-gate.ts';
import { openingOf, sharedEpoch } from './epochs.ts';
import { limitsRow } from './limits.ts';
import { idsIn } from './records.ts';
import { getTogether, type Row, type RowRef, type Rows, rowName } from './rows.ts';
import { loggedName } from './trip.ts';
import { type EngagementRecord, type Found, unseal } from './unseal.ts';
import type { Vault } from './vault.ts';
import { of, type Ref, type Visit } from './visit.ts';

/**
 * What a service of ours does for one person when nobody is calling: an export, a delivery, an erasure. It passes the same
 * gate as a request, less the sign-in: the instance must be open, and keys and consent must stand at this very moment.
 */
export type Errand = {
  /** As the person’s access log names it, such as `service:exports`. */
  readonly service: `service:${string}`;
  /** The job or step, where a request has its operation. */
  readonly name: string;
  readonly purposes: readonly Purpose[];
  /** Whose records these are; it opens what this person may read. */
  readonly personId: string;
};

/** A row that was found, and the entity it is of. */
export type FoundRow = { readonly entity: Entity; readonly row: Row };

/** An errand in the form that the gate and the log know: nobody signed in, the service acts. */
export function visitOf({ service, name, purposes, personId }: Errand): Visit {
  const route = { method: 'GET', path: '', says: '', who: [], purposes, status: 200 } as const satisfies Route;
  const caller = { personId, pool: 'clients', roles: [], authTime: 0, signInId: '', organizationIds: [] } as const;
  return { caller, actor: service, routeName: name, route, params: {} };
}

function keyRows({ purposes, personId }: Errand, found: readonly FoundRow[]): RowRef[] {
  const sealedWith = new Set(found.filter(({ entity }) => isSealed(entity)).map(({ entity }) => entity.purpose));
  return [...sealedWith].flatMap((purpose) => {
    const opening = openingOf(purposes, personId, purpose);
    return opening ? [opening.row] : [];
  });
}

const refOfRow = ({ entity, row }: FoundRow): Ref => of(entity, idsIn(entity.key, row) as IdsOf<Entity>, row.subject);

/**
 * Opens rows that an errand has found: one trip for what decides (instance, consent, keys), one entry in the person’s access
 * log, and nothing before both. What is erased, expired or for somebody else comes as such.
 * @throws Problem `consent-required`, `processing-restricted`, `unavailable` (the instance is closed, or nothing is certain)
 */
export async function openRows(
  vault: Vault,
  errand: Errand,
  found: readonly FoundRow[],
  around?: EngagementRecord,
): Promise<Found<Entity>[]> {
  const visit = visitOf(errand);
  const instance = sharedEpoch(vault.instance, vault.random);
  const consent = errand.purposes.some(needsConsent) ? [consentRow(errand.personId)] : [];
  const refs = found.map(refOfRow);
  const [decides] = await Promise.all([
    getTogether(vault.tables, [instance, limitsRow(errand.personId), ...consent, ...keyRows(errand, found)]),
    logAccess(vault, visit, {
      subjectId: errand.personId,
      outcome: 'opened',
      role: 'service',
      purpose: errand.purposes[0] ?? 'security',
      records: refs.map(loggedName),
    }),
  ]);
  if (decides.get(instance)?.fields.status !== 'active') throw new Problem('unavailable', { retryAfter: 60 });
  const own = new Map(found.map(({ entity, row }) => [rowName({ store: entity.store, pk: row.pk, sk: row.sk }), row]));
  const rows: Rows = { get: (ref) => own.get(rowName(ref)) ?? decides.get(ref) };
  return Promise.all(refs.map((ref) => unseal(vault, visit, rows, ref, around)));
}
