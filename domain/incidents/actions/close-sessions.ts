import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const standingOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const standing = await eyes.standing(id);
  return standing && { ...standing };
};

/** One write that every request meets: nothing has to reach the token, its holder or a cache. */
export const closeSessions = action({
  id: 'close-sessions',
  target: 'person',
  says: 'refuses every token of the person from the next request on',
  inverse: 'reopen-sessions',
  tier: 1,
  d3fend: 'D3-ANCI',
  iam: [],
  look: standingOf,
  isSo: ({ status }) => status !== 'active',
  act: ({ sessions }, { id }, _, { incidentId }) => sessions.close(id, incidentId),
  probe: {
    says: 'a token of a sign-in of this very second is refused',
    holds: async ({ admits, second }, { id }) => !(await admits(id, second())),
  },
});

export const reopenSessions = action({
  id: 'reopen-sessions',
  target: 'person',
  says: 'lets the person in again who signs in anew',
  inverse: 'close-sessions',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: [],
  look: standingOf,
  isSo: ({ status }) => status === 'active',
  act: ({ sessions }, { id }, _, { incidentId }) => sessions.reopen(id, incidentId),
  probe: {
    says: 'whoever signs in anew is let in, and no token from before is',
    holds: async ({ admits, standing }, { id }) => {
      const now = await standing(id);
      return now !== undefined && !(await admits(id, now.revokedBefore)) && admits(id, now.revokedBefore + 1);
    },
  },
});
