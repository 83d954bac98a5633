import { Problem } from '#/domain/api/problems.ts';
import type { Route } from '#/domain/api/route.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import { type Entity, type IdsOf, isSealed } from '#/domain/data-map/entity.ts';
import { needsConsent, type Purpose } from '#/domain/data-map/purposes.ts';
import { logAccess } from './access-log.ts';
import { consentRow } from './consent-gate.ts';
import { membershipRow, openingOf, sharedEpoch } from './epochs.ts';
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
  /** Whose they are where they are somebody else's: the person wrote them, and may have what they may still read. */
  readonly subjectId?: string;
};

/** A row that was found, and the entity it is of. */
export type FoundRow = { readonly entity: Entity; readonly row: Row };

/** An errand in the form that the gate and the log know: nobody signed in, the service acts. */
export function visitOf({ service, name, purposes, personId }: Errand): Visit {
  const route = { method: 'GET', path: '', says: '', who: [], purposes, status: 200 } as const satisfies Route;
  const caller = { personId, pool: 'clients', roles: [], authTime: 0, signInId: '', organizationIds: [] } as const;
  return { caller, actor: service, routeName: name, route, params: {} };
}

const subjectIn = ({ personId, subjectId = personId }: Errand): string => subjectId;

function keyRows(errand: Errand, found: readonly FoundRow[]): RowRef[] {
  const sealedWith = new Set(found.filter(({ entity }) => isSealed(entity)).map(({ entity }) => entity.purpose));
  return [...sealedWith].flatMap((purpose) => {
    const opening = openingOf(errand.purposes, subjectIn(errand), purpose);
    return opening ? [opening.row] : [];
  });
}

/** By which the person takes part in engagements that are among the rows. */
const membershipRows = ({ personId }: Errand, found: readonly FoundRow[]): RowRef[] =>
  found.flatMap(({ entity, row }) => {
    const { organizationId } = row.fields as { readonly organizationId?: string };
    return entity.name === engagement.name && organizationId ? [membershipRow(personId, organizationId)] : [];
  });

const refOfRow = ({ entity, row }: FoundRow): Ref => of(entity, idsIn(entity.key, row) as IdsOf<Entity>, row.subject);

/**
 * Opens rows that an errand has found: one trip for what decides (instance, consent, keys), one entry in the subject’s access
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
  const subjectId = subjectIn(errand);
  const consent = errand.purposes.some(needsConsent) ? [consentRow(subjectId)] : [];
  const decisive = [
    instance,
    limitsRow(subjectId),
    ...consent,
    ...keyRows(errand, found),
    ...membershipRows(errand, found),
  ];
  const refs = found.map(refOfRow);
  const [decides] = await Promise.all([
    getTogether(vault.tables, decisive),
    logAccess(vault, visit, {
      subjectId,
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
