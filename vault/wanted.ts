import { isStaff, staffScope } from '#/domain/access/standing.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import { type Entity, isSealed } from '#/domain/data-map/entity.ts';
import { consentRow, consentsAsked } from './consent-gate.ts';
import { keyRow, membershipRow, officersRow, openingOf, personEpoch, sharedEpoch, signInRow } from './epochs.ts';
import { grantRowOf } from './grant-gate.ts';
import { guardianRowOf } from './guardian-gate.ts';
import { limitsAsked } from './limits.ts';
import { refOf } from './records.ts';
import type { RowRef, Rows } from './rows.ts';
import { switchRow } from './switch-rows.ts';
import type { Parties, Vault } from './vault.ts';
import type { Ref, Visit } from './visit.ts';

export const engagementRef = (engagementId: string): RowRef => refOf(engagement, { engagementId });

/** The engagement a visit is about: the one its path names. */
export const engagementOf = (visit: Visit): string | undefined => visit.params.engagementId;

/** Whom an engagement is about, from memory or from its row; its row is verified before it decides anything. */
export function partiesOf(vault: Vault, rows: Rows, engagementId: string): Parties | undefined {
  const fields = rows.get(engagementRef(engagementId))?.fields as Parties | undefined;
  return vault.parties.get(engagementId) ?? fields;
}

/** Whom a row says it is about, where its key does not tell. */
const saidIn = (rows: Rows, { entity, ids, every }: Ref): string | undefined =>
  every ? undefined : rows.get(refOf(entity, ids))?.subject;

/** Whose key opens a record, or undefined while that is not known yet. */
export function subjectOf(vault: Vault, rows: Rows, ref: Ref): string | undefined {
  const ids = ref.ids as Readonly<Record<string, string>>;
  if (ref.subject) return ref.subject;
  if (ref.entity.about === 'person') return ids.personId ?? ids.subjectId ?? saidIn(rows, ref);
  if (ref.entity.about === 'organization') return ids.organizationId;
  if (ref.entity.about === 'instance') return vault.instance;
  return partiesOf(vault, rows, ids.engagementId as string)?.clientId;
}

type Asked = { readonly visit: Visit; readonly refs: readonly Ref[]; readonly epochs: EpochRefs };
export type EpochRefs = {
  readonly person: RowRef;
  readonly instance: RowRef;
  readonly signIn: RowRef;
  /** Of the staff, and who the security officers are: only where the caller is staff. */
  readonly staff: RowRef | undefined;
  readonly officers: RowRef | undefined;
  /** One copy per organisation, chosen once a visit. */
  organization(organizationId: string): RowRef;
};

export function epochRefs(vault: Vault, visit: Visit): EpochRefs {
  const chosen = new Map<string, RowRef>();
  return {
    person: personEpoch(visit.caller.personId),
    instance: sharedEpoch(vault.instance, vault.random),
    signIn: signInRow(visit.caller.personId, visit.caller.signInId),
    staff: isStaff(visit.caller) ? sharedEpoch(staffScope(vault.instance), vault.random) : undefined,
    officers: visit.caller.roles.includes('security') ? officersRow : undefined,
    organization(id) {
      const row = chosen.get(id) ?? sharedEpoch(id, vault.random);
      chosen.set(id, row);
      return row;
    },
  };
}

/** Engagements whose parties decide over this visit: the path's and every one that is asked for. */
export function engagementsIn(visit: Visit, refs: readonly Ref[]): string[] {
  const asked = refs.map(({ ids }) => (ids as Readonly<Record<string, string>>).engagementId);
  return [...new Set([engagementOf(visit), ...asked])].filter((id) => id !== undefined);
}

/** Organisations whose epochs decide: those of the token, of the person's own row, of the path and of engagements. */
function organizationsIn(vault: Vault, { visit, refs, epochs }: Asked, rows: Rows): string[] {
  const own = (rows.get(epochs.person)?.fields.organizationIds ?? []) as string[];
  const engaged = engagementsIn(visit, refs).map((id) => partiesOf(vault, rows, id)?.organizationId);
  const ids = [...visit.caller.organizationIds, ...own, visit.params.organizationId, ...engaged];
  return [...new Set(ids)].filter((id) => id !== undefined);
}

/** The consents that decide over a visit, and the keys that stand and fall with them. */
function consentRows(vault: Vault, visit: Visit, rows: Rows): RowRef[] {
  const engagementId = engagementOf(visit);
  const parties = engagementId ? partiesOf(vault, rows, engagementId) : undefined;
  if (engagementId && !parties) return [];
  return consentsAsked(visit, parties).flatMap(({ personId, purpose }) => [
    consentRow(personId),
    keyRow(personId, purpose),
  ]);
}

/** The row of the key that opens a record for this visit. */
function keyRowsFor({ route }: Visit, subject: string | undefined, entity: Entity): RowRef[] {
  const opening = subject && isSealed(entity) ? openingOf(route.purposes, subject, entity.purpose) : undefined;
  return opening ? [opening.row] : [];
}

/**
 * Every row that the decision and the answer need, as far as can be told from what is known so far. With parties
 * remembered, which is the normal case, that is all of them before the first trip.
 */
export function wantedRows(vault: Vault, asked: Asked, rows: Rows): RowRef[] {
  const { visit, refs, epochs } = asked;
  const { caller, params } = visit;
  const wanted: RowRef[] = [epochs.person, epochs.instance, epochs.signIn];
  for (const id of organizationsIn(vault, asked, rows)) wanted.push(epochs.organization(id));
  for (const ref of [epochs.staff, epochs.officers, grantRowOf(visit), guardianRowOf(visit)]) if (ref) wanted.push(ref);
  if (params.organizationId) wanted.push(membershipRow(caller.personId, params.organizationId));
  for (const engagementId of engagementsIn(visit, refs)) {
    wanted.push(engagementRef(engagementId), switchRow('relationship', engagementId));
    const parties = partiesOf(vault, rows, engagementId);
    wanted.push(...keyRowsFor(visit, parties?.clientId, engagement));
    wanted.push(...limitsAsked(visit, parties?.clientId, engagement));
    if (parties?.coachId === caller.personId) wanted.push(membershipRow(caller.personId, parties.organizationId));
  }
  for (const ref of refs) {
    if (!ref.every) wanted.push(refOf(ref.entity, ref.ids));
    const subject = subjectOf(vault, rows, ref);
    wanted.push(...keyRowsFor(visit, subject, ref.entity), ...limitsAsked(visit, subject, ref.entity));
  }
  return [...wanted, ...consentRows(vault, visit, rows)];
}
