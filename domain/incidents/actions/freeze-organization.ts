import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const standingOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const standing = await eyes.standing(id);
  return standing && { ...standing };
};

/** However many they are, it is one write; security officers come in again by a fresh sign-in. */
export const freezeOrganization = action({
  id: 'freeze-organization',
  target: 'organization',
  says: 'refuses every token of everybody in the organisation from the next request on',
  inverse: 'unfreeze-organization',
  tier: 1,
  d3fend: 'D3-ANCI',
  iam: [],
  look: standingOf,
  isSo: ({ status }) => status !== 'active',
  act: ({ sessions }, { id }, _, { incidentId }) => sessions.close(id, incidentId),
  probe: {
    says: 'a token that a member got this very second is refused',
    holds: async (eyes, { id }) => {
      const member = await eyes.memberOf(id);
      if (member !== undefined) return !(await eyes.admits(member, eyes.second()));
      return (await eyes.standing(id))?.status !== 'active';
    },
  },
});

export const unfreezeOrganization = action({
  id: 'unfreeze-organization',
  target: 'organization',
  says: 'lets everybody in the organisation in again who signs in anew',
  inverse: 'freeze-organization',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: [],
  look: standingOf,
  isSo: ({ status }) => status === 'active',
  act: ({ sessions }, { id }, _, { incidentId }) => sessions.reopen(id, incidentId),
  probe: {
    says: 'the organisation is active, and no token of a member from before is let in',
    holds: async (eyes, { id }) => {
      const [standing, member] = await Promise.all([eyes.standing(id), eyes.memberOf(id)]);
      if (standing?.status !== 'active') return false;
      return member === undefined || !(await eyes.admits(member, standing.revokedBefore));
    },
  },
});
