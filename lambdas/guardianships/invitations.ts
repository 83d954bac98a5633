import { Problem } from '#/domain/api/problems.ts';
import { ageStanding } from '#/domain/consent/ages.ts';
import { invitationsAtMost } from '#/domain/consent/guardians.ts';
import { ageBand, guardianship } from '#/domain/data-map/entities/guardians.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { inviteByMail } from '#/lambdas/platform/user-pools.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { create } from '#/vault/draft.ts';
import { readOwnGuardianship } from '#/vault/guardianships.ts';
import { arrive, findMinorOf } from '#/vault/people.ts';
import { isErased } from '#/vault/unseal.ts';
import type { Vault } from '#/vault/vault.ts';
import { of } from '#/vault/visit.ts';
import type { invitationRoutes } from './invitations.contract.ts';

/** The two sides on which a guardianship is found: the minor's and the guardian's. */
const wardSide = 0;
const guardianSide = 1;

function show(record: Saved<typeof guardianship>) {
  const { guardianId, invitedBy: _, decidedBy: __, evidence: ___, ...shown } = represent(record);
  return { ...shown, guardianId: shown.state === 'confirmed' ? guardianId : null };
}

/** @throws Problem `age-required`; `conflict` for somebody who decides alone, or has asked too many */
async function admitMinor(vault: Vault, door: Door, personId: string): Promise<void> {
  const { age } = await door.open({ age: of(ageBand, { personId }) });
  const standing = ageStanding(age && !isErased(age) ? age.values : undefined, vault.instance, vault.now());
  if (standing === 'undeclared') throw new Problem('age-required');
  if (standing !== 'below') throw new Problem('conflict', { detail: 'You decide alone; nobody decides for you.' });
  const { items } = await door.pointers(guardianship, wardSide, { personId }, { limit: 100 });
  const found = await door.readAll(items.map(({ ids }) => of(guardianship, guardianshipIds(ids), personId)));
  if (found.filter(({ values }) => values.state === 'invited').length < invitationsAtMost) return;
  throw new Problem('conflict', {
    detail: 'Enough people are invited already; wait for one of them, or take one back.',
  });
}

const guardianshipIds = ({ guardianshipId = '' }: Readonly<Record<string, string>>) => ({ guardianshipId });

export const invitationOperations: Operations<typeof invitationRoutes> = {
  inviteGuardian: {
    run: async ({ door, caller, body }, { vault, mintId }) => {
      const { personId } = caller;
      await admitMinor(vault, door, personId);
      const { personId: guardianId, records, newKeys } = await arrive(vault, 'clients', body.email, undefined);
      if (guardianId === personId) throw new Problem('conflict', { detail: 'Nobody is their own guardian.' });
      const guardianshipId = mintId('guardianship');
      const values = { personId, guardianId, invitedBy: personId, purposes: body.purposes, state: 'invited' } as const;
      const [saved] = await door.save({
        records: [create(guardianship, { guardianshipId }, personId, values), ...records],
        newKeys,
        event: { type: 'guardian.invited', subjectId: personId, resourceId: guardianshipId },
      });
      return show(saved as Saved<typeof guardianship>);
    },
    finish: ({ body }, services, how) => inviteByMail(services, { ...how, pool: 'clients', email: body.email }),
  },

  inviteGuardianFor: {
    run: async ({ door, caller, params, body }, { vault, mintId }) => {
      await door.admission();
      const { organizationId } = params;
      const [personId, arrival] = await Promise.all([
        findMinorOf(vault, organizationId, body.clientEmail),
        arrive(vault, 'clients', body.guardianEmail, undefined),
      ]);
      const guardianshipId = mintId('guardianship');
      const { purposes } = body;
      const isFor = personId !== undefined && personId !== arrival.personId;
      const made = isFor
        ? [
            create(guardianship, { guardianshipId }, personId, {
              personId,
              guardianId: arrival.personId,
              invitedBy: caller.personId,
              purposes,
              state: 'invited',
            }),
            ...arrival.records,
          ]
        : [];
      // One write either way, and the same event: nobody learns from the answer whether there is such a minor.
      await door.save({
        records: made,
        newKeys: isFor ? arrival.newKeys : [],
        event: { type: 'guardian.asked_for', subjectId: organizationId, resourceId: guardianshipId },
      });
      return undefined;
    },
    finish: ({ body }, services, how) => inviteByMail(services, { ...how, pool: 'clients', email: body.guardianEmail }),
  },

  listGuardianships: async ({ door, caller, query }) => {
    const { personId } = caller;
    const { items, next } = await door.pointers(guardianship, wardSide, { personId }, query);
    const refs = items.map(({ ids }) => of(guardianship, guardianshipIds(ids), personId));
    return pageOf({ items: await door.readAll(refs), next }, show);
  },

  readGuardianship: async ({ door, caller, params }) =>
    show(await readOwnGuardianship(door, caller.personId, params.guardianshipId)),

  listWards: async ({ door, caller, query }) => {
    const side = { guardianId: caller.personId };
    const { items, next } = await door.pointers(guardianship, guardianSide, side, query);
    const refs = items.map(({ ids, subject }) => of(guardianship, guardianshipIds(ids), subject));
    return pageOf({ items: await door.readAll(refs), next }, show);
  },
};
