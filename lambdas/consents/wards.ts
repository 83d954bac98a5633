import { Problem } from '#/domain/api/problems.ts';
import { type ConsentPurpose, consentPurposes } from '#/domain/data-map/purposes.ts';
import { byThemselves } from '#/lambdas/platform/chooser.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { consult } from '#/vault/consents.ts';
import type { Door } from '#/vault/door.ts';
import { guardianRowOf } from '#/vault/guardian-gate.ts';
import { readOwnGuardianship, revokeGuardianship } from '#/vault/guardianships.ts';
import type { Rows } from '#/vault/rows.ts';
import { choose } from './choosing.ts';
import { settled } from './lapses.ts';
import { showDecided, toggleOf } from './toggle.ts';
import type { wardRoutes } from './wards.contract.ts';

/** The purposes that the guardian of this visit may decide on, as this very trip has read it. */
function purposesOf({ visit }: Door, rows: Rows): readonly ConsentPurpose[] {
  const ref = guardianRowOf(visit);
  return ((ref && rows.get(ref)?.fields.purposes) ?? []) as ConsentPurpose[];
}

/** A notice is shown to the guardian for one ward: it proves nothing for another, nor for themselves. */
const readerOf = (guardianId: string, personId: string): string => `${guardianId} for ${personId}`;

export const wardOperations: Operations<typeof wardRoutes> = {
  readWardConsents: async ({ door, caller, params: { personId } }, { vault }) => {
    const { rows, state } = await settled(vault, door, personId, () => consult(door, personId, []));
    const reader = readerOf(caller.personId, personId);
    const within = consentPurposes.filter((purpose) => purposesOf(door, rows).includes(purpose));
    const consents = await Promise.all(within.map((purpose) => toggleOf(vault, reader, state, purpose)));
    return { personId, consents };
  },

  decideWardConsent: async (request, { vault }) => {
    const { door, body, caller, params } = request;
    const { personId } = params;
    const reader = readerOf(caller.personId, personId);
    const recorded = await choose(vault, door, body, {
      personId,
      reader,
      by: { ...(await byThemselves(vault, request)), capacity: 'guardian' },
      organizationIds: [],
      check: (rows) => {
        if (purposesOf(door, rows).includes(body.purpose)) return;
        throw new Problem('forbidden', { detail: `The guardianship does not cover the purpose "${body.purpose}".` });
      },
    });
    return { ...(await showDecided(vault, reader, recorded, body.purpose)), receipt: null };
  },

  revokeGuardianship: async (request, { vault }) => {
    const { door, caller, params } = request;
    const found = await readOwnGuardianship(door, caller.personId, params.guardianshipId);
    const isGuardian = found.values.guardianId === caller.personId;
    const by = await byThemselves(vault, request);
    await revokeGuardianship(vault, door, found, isGuardian ? { ...by, capacity: 'guardian' } : by);
    return undefined;
  },
};
