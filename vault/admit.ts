import {
  type EngagementFacts,
  type MembershipFacts,
  participation,
  type Relations,
  wayIn,
} from '#/domain/access/relations.ts';
import { type Epoch, isFresh, needsLastSeen, type Standing, standingRefusal } from '#/domain/access/standing.ts';
import { Problem } from '#/domain/api/problems.ts';
import type { Way } from '#/domain/api/route.ts';
import { engagement, signIn } from '#/domain/data-map/entities/directory.ts';
import { logAccess } from './access-log.ts';
import { consentRow, consentsAsked, isGiven } from './consent-gate.ts';
import { membershipRow, openingOf } from './epochs.ts';
import { grantedBy, grantRefusal, grantRowOf, isGranted, outOfScope } from './grant-gate.ts';
import { guardianRowOf, guards } from './guardian-gate.ts';
import { toRow } from './records.ts';
import { putRow, type RowRef, type Rows } from './rows.ts';
import { isOff } from './switch-rows.ts';
import { type Asked, loggedName, type Trip } from './trip.ts';
import { type EngagementRecord, type Found, isErased, unseal } from './unseal.ts';
import { rememberParties, type Vault } from './vault.ts';
import { of, type Visit } from './visit.ts';
import { engagementOf, engagementRef, engagementsIn, partiesOf } from './wanted.ts';

export type Admission = {
  readonly way: Way;
  readonly engagement: EngagementRecord | undefined;
  readonly standing: Standing;
};

const epochAt = (rows: Rows, ref: RowRef | undefined): Epoch | undefined =>
  ref && (rows.get(ref)?.fields as Epoch | undefined);

function standingOf({ visit, epochs }: Asked, rows: Rows, organizationIds: readonly string[]): Standing {
  const person = epochAt(rows, epochs.person);
  const organizations = new Set([
    ...visit.caller.organizationIds,
    ...(person?.organizationIds ?? []),
    ...organizationIds,
  ]);
  return {
    person,
    instance: epochAt(rows, epochs.instance),
    organizations: [...organizations].map((id) => epochAt(rows, epochs.organization(id))),
    staff: epochAt(rows, epochs.staff),
    officers: epochs.officers && (rows.get(epochs.officers)?.fields as Standing['officers']),
    signIn: rows.get(epochs.signIn)?.fields as Standing['signIn'],
  };
}

async function refuse(vault: Vault, asked: Asked, rows: Rows, problem: Problem, reason: string): Promise<never> {
  const { visit, way } = asked;
  const engagementId = engagementOf(visit);
  const subjectId = engagementId
    ? partiesOf(vault, rows, engagementId)?.clientId
    : (visit.params.organizationId ?? grantedBy(visit, rows) ?? visit.caller.personId);
  if (subjectId) {
    const records = asked.refs.map(loggedName);
    const purpose = visit.route.purposes[0] ?? 'security';
    await logAccess(vault, visit, { subjectId, outcome: 'refused', role: way.role, purpose, records, reason });
  }
  throw problem;
}

async function admitStanding(
  vault: Vault,
  asked: Asked,
  rows: Rows,
  organizationIds: readonly string[],
): Promise<Standing> {
  const standing = standingOf(asked, rows, organizationIds);
  const refusal = standingRefusal(asked.visit.caller, standing, vault.now());
  return refusal ? refuse(vault, asked, rows, new Problem('session-ended'), refusal) : standing;
}

/** What takes a fresh sign-in gets one: a token lives longer than its owner stays at the screen. */
async function admitFreshness(vault: Vault, asked: Asked, rows: Rows): Promise<void> {
  const { route, caller } = asked.visit;
  if (!route.freshSignIn || isFresh(caller, vault.now())) return;
  await refuse(vault, asked, rows, new Problem('sign-in-too-old'), 'old_sign_in');
}

/** Who comes in by a grant needs it open, for what is asked, and its ticket. */
async function admitGrant(vault: Vault, asked: Asked, rows: Rows): Promise<void> {
  const problem = grantRefusal(vault, asked.visit, asked.refs, rows);
  if (problem) await refuse(vault, asked, rows, problem, 'no_grant');
}

/**
 * The engagement of the path as its row says it, if the caller takes part or has a grant for it: enough to know whose consent counts, and
 * verified before it gives access. A stranger learns nothing of it.
 */
function pathFacts(vault: Vault, { visit }: Asked, rows: Rows): EngagementFacts | undefined {
  const { caller } = visit;
  const engagementId = engagementOf(visit);
  const said = engagementId && (rows.get(engagementRef(engagementId))?.fields as EngagementFacts | undefined);
  if (!said) return undefined;
  const facts = { ...said, suspended: isOff(rows, 'relationship', engagementId) };
  const membership = rows.get(membershipRow(caller.personId, facts.organizationId))?.fields;
  const takesPart = participation(caller, facts, membership as MembershipFacts | undefined) !== undefined;
  return takesPart || isGranted(vault, visit, rows, { engagementId, ...facts }) ? facts : undefined;
}

/** Opens the engagement of the path, so that a flipped row gives nobody access. */
async function pathEngagement(vault: Vault, asked: Asked, rows: Rows): Promise<Found<typeof engagement>> {
  const engagementId = engagementOf(asked.visit);
  return engagementId ? unseal(vault, asked.visit, rows, of(engagement, { engagementId }), undefined) : undefined;
}

/** Everybody whose consent the operation takes must have given it; who is missing it says to nobody. */
async function admitConsents(vault: Vault, asked: Asked, rows: Rows, facts: EngagementFacts | undefined) {
  const missing = consentsAsked(asked.visit, facts).find((consent) => !isGiven(vault, rows, consent));
  if (!missing) return;
  const problem = new Problem('consent-required', { detail: `This takes consent to "${missing.purpose}".` });
  await refuse(vault, asked, rows, problem, 'no_consent');
}

function relationsOf(vault: Vault, { visit }: Asked, rows: Rows, record: EngagementRecord | undefined): Relations {
  const organizationId = visit.params.organizationId ?? record?.values.organizationId;
  const membership = organizationId ? rows.get(membershipRow(visit.caller.personId, organizationId)) : undefined;
  return {
    engagement: record && { ...record.values, suspended: isOff(rows, 'relationship', record.ids.engagementId) },
    membership: membership?.fields as MembershipFacts | undefined,
    isGuardian: guards(vault, visit, rows),
    // Whoever came without an open one was refused before.
    isGranted: grantRowOf(visit) !== undefined,
  };
}

/**
 * Decides over a visit from what was read: sign-in first (401) and how fresh it is (403), then the grant that staff come in by
 * (403), then relation (404), then consent (403), then the organisations that the relation brings in. Every refusal is logged before it is answered.
 * @throws Problem `session-ended`, `sign-in-too-old`, `grant-required`, `not-found`, `consent-required` or `erased`
 */
export async function admit(vault: Vault, asked: Asked, ways: readonly Way[], { rows }: Trip): Promise<Admission> {
  const { visit } = asked;
  const noRelation = () => refuse(vault, asked, rows, new Problem('not-found'), 'no_relation');
  await admitStanding(vault, asked, rows, []);
  await admitFreshness(vault, asked, rows);
  await admitGrant(vault, asked, rows);
  const facts = pathFacts(vault, asked, rows);
  if (engagementOf(visit) && !facts)
    return grantRowOf(visit) ? refuse(vault, asked, rows, outOfScope(), 'no_grant') : noRelation();
  await admitConsents(vault, asked, rows, facts);
  const found = await pathEngagement(vault, asked, rows);
  if (isErased(found)) return refuse(vault, asked, rows, new Problem('erased'), 'erased');
  const way = wayIn(ways, visit.caller, relationsOf(vault, asked, rows, found));
  if (!way) return noRelation();
  if (found) rememberParties(vault, found.ids.engagementId, found.values);
  const related = isOfOrganization(way) ? visit.params.organizationId : found?.values.organizationId;
  const standing = await admitStanding(vault, asked, rows, related ? [related] : []);
  return { way, engagement: found, standing };
}

/** Whether a membership in the organisation of the path let the caller in. */
const isOfOrganization = ({ relation }: Way): boolean => relation === 'member' || relation === 'champion';

/** Whether something that let the caller in is so new that a record read with it may be older than the grant. */
export function isTorn(vault: Vault, asked: Asked, { rows, startedAt }: Trip): boolean {
  const { visit, refs } = asked;
  const facts = pathFacts(vault, asked, rows);
  const letIn = [grantRowOf(visit), guardianRowOf(visit)].filter((ref) => ref !== undefined);
  const grants = engagementsIn(visit, refs).flatMap((id) => {
    const parties = partiesOf(vault, rows, id);
    if (!parties) return [];
    const membership = membershipRow(visit.caller.personId, parties.organizationId);
    const opening = openingOf(visit.route.purposes, parties.clientId, engagement.purpose);
    return [engagementRef(id), membership, ...(opening ? [opening.row] : [])];
  });
  const consents = consentsAsked(visit, facts).map(({ personId }) => consentRow(personId));
  const clockSkewMs = 2_000;
  return [...grants, ...consents, ...letIn].some((ref) => (rows.get(ref)?.updatedAt ?? 0) > startedAt - clockSkewMs);
}

/** Notes that a sign-in is in use, at most every five minutes. */
export async function touchSignIn(vault: Vault, visit: Visit, standing: Standing): Promise<void> {
  const at = vault.now();
  if (!needsLastSeen(standing, at)) return;
  const { personId, signInId } = visit.caller;
  const row = toRow(
    vault.instance,
    {
      entity: signIn,
      ids: { personId, signInId },
      subject: personId,
      version: 1,
      createdAt: visit.caller.authTime * 1000,
      updatedAt: at,
      values: { lastSeen: at },
    },
    undefined,
  );
  await putRow(vault.tables, signIn.store, row);
}
