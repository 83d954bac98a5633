import { type Guardian, isGuardian } from '#/domain/consent/guardians.ts';
import { guardian } from '#/domain/data-map/entities/guardians.ts';
import { refOf } from './records.ts';
import type { RowRef, Rows } from './rows.ts';
import type { Vault } from './vault.ts';
import type { Visit } from './visit.ts';

/** The row that says whether the caller decides for the minor whom the path names, where the operation is for guardians. */
export function guardianRowOf({ route, params, caller }: Visit): RowRef | undefined {
  const isForGuardians = route.who !== 'public' && route.who.some(({ relation }) => relation === 'guardian');
  return isForGuardians && params.personId
    ? refOf(guardian, { personId: params.personId, guardianId: caller.personId })
    : undefined;
}

/** Whether the caller decides for that minor at this moment, as this very trip has read it. */
export function guards(vault: Vault, visit: Visit, rows: Rows): boolean {
  const ref = guardianRowOf(visit);
  return ref !== undefined && isGuardian(rows.get(ref)?.fields as Guardian | undefined, vault.now());
}
