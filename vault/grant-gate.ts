import { Problem } from '#/domain/api/problems.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import { supportGrant } from '#/domain/data-map/entities/support.ts';
import { coversEngagement, type Grant, isOpen } from '#/domain/support/grants.ts';
import type { ViewableKind } from '#/domain/support/viewable.ts';
import { refOf } from './records.ts';
import type { RowRef, Rows } from './rows.ts';
import type { Vault } from './vault.ts';
import type { Ref, Visit } from './visit.ts';

/** The grant that a visit comes in by: the one its path names, where its operation is for holders of grants. */
export function grantRowOf({ route, params }: Visit): RowRef | undefined {
  const isForHolders = route.who !== 'public' && route.who.some(({ relation }) => relation === 'grantee');
  return isForHolders && params.grantId ? refOf(supportGrant, { grantId: params.grantId }) : undefined;
}

/** That grant as this very trip has read it, if the caller is who asked for it. Somebody else's is not there. */
function heldGrant(visit: Visit, rows: Rows): Grant | undefined {
  const ref = grantRowOf(visit);
  const grant = ref && (rows.get(ref)?.fields as Grant | undefined);
  return grant?.requestedBy === visit.caller.personId ? grant : undefined;
}

/** Whose records the visit is about, by its grant. */
export const grantedBy = (visit: Visit, rows: Rows): string | undefined => heldGrant(visit, rows)?.personId;

/** Whether the visit's grant is open at this moment and covers an engagement. */
export function isGranted(
  vault: Vault,
  visit: Visit,
  rows: Rows,
  parties: { readonly engagementId: string; readonly clientId: string },
): boolean {
  const grant = heldGrant(visit, rows);
  return grant !== undefined && isOpen(grant, vault.now()) && coversEngagement(grant, parties);
}

/** Kinds that a visit asks for, besides the engagement that frames them and the grant itself. */
const kindsIn = (refs: readonly Ref[]): string[] =>
  refs.map(({ entity }) => entity.name).filter((name) => name !== engagement.name && name !== supportGrant.name);

export const outOfScope = (): Problem => notCovered('The grant does not cover this engagement.');
const notCovered = (detail: string) => new Problem('grant-required', { detail });

/**
 * Why a grant does not let this visit in: it is not there for the caller, not open, without its ticket, or it does not
 * cover what is asked. Undefined when it does, and when the visit comes in another way.
 */
export function grantRefusal(vault: Vault, visit: Visit, refs: readonly Ref[], rows: Rows): Problem | undefined {
  if (!grantRowOf(visit)) return undefined;
  const grant = heldGrant(visit, rows);
  if (!grant) return new Problem('not-found');
  if (!isOpen(grant, vault.now())) return notCovered(`The grant is ${grant.state}, and not open now.`);
  if (visit.filter?.ticket !== grant.ticket) return notCovered('The grant belongs to another ticket.');
  const outside = kindsIn(refs).find((kind) => !grant.kinds.includes(kind as ViewableKind));
  return outside ? notCovered(`The grant does not cover the kind "${outside}".`) : undefined;
}
