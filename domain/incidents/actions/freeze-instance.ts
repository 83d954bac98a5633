import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const standingOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const standing = await eyes.standing(id);
  return standing && { ...standing };
};

/** Everybody in the region; security officers come in again by a fresh sign-in. */
export const freezeInstance = action({
  id: 'freeze-instance',
  target: 'instance',
  says: 'refuses every token of everybody from the next request on',
  inverse: 'unfreeze-instance',
  tier: 1,
  d3fend: 'D3-ANCI',
  iam: [],
  look: standingOf,
  isSo: ({ status }) => status !== 'active',
  act: ({ sessions }, { id }, _, { incidentId }) => sessions.close(id, incidentId),
  probe: {
    says: 'a token that somebody got this very second is refused',
    holds: async (eyes, { id }) => {
      const member = await eyes.memberOf(id);
      if (member !== undefined) return !(await eyes.admits(member, eyes.second()));
      return (await eyes.standing(id))?.status !== 'active';
    },
  },
});

export const unfreezeInstance = action({
  id: 'unfreeze-instance',
  target: 'instance',
  says: 'lets everybody in again who signs in anew',
  inverse: 'freeze-instance',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: [],
  look: standingOf,
  isSo: ({ status }) => status === 'active',
  act: ({ sessions }, { id }, _, { incidentId }) => sessions.reopen(id, incidentId),
  probe: {
    says: 'the instance is active, and no token from before is let in',
    holds: async (eyes, { id }) => {
      const [standing, member] = await Promise.all([eyes.standing(id), eyes.memberOf(id)]);
      if (standing?.status !== 'active') return false;
      return member === undefined || !(await eyes.admits(member, standing.revokedBefore));
    },
  },
});
