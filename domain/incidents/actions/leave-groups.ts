import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const groupsOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const account = await eyes.account(id);
  return account && { groups: account.groups };
};
const named = ({ groups }: Prior): readonly string[] => (Array.isArray(groups) ? groups : []);

/** The next token carries no role of the staff. */
export const leaveGroups = action({
  id: 'leave-groups',
  target: 'person',
  says: 'takes every role of the staff away',
  inverse: 'rejoin-groups',
  tier: 1,
  d3fend: 'D3-CR',
  iam: ['cognito-idp:AdminListGroupsForUser', 'cognito-idp:AdminRemoveUserFromGroup'],
  look: groupsOf,
  isSo: (prior) => named(prior).length === 0,
  act: ({ accounts }, { id }, prior) => accounts.leaveGroups(id, named(prior)),
  probe: {
    says: 'the user pool lists no group',
    holds: async (eyes, { id }) => (await eyes.account(id))?.groups.length === 0,
  },
});

export const rejoinGroups = action({
  id: 'rejoin-groups',
  target: 'person',
  says: 'gives the roles back that were taken',
  inverse: 'leave-groups',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: ['cognito-idp:AdminListGroupsForUser', 'cognito-idp:AdminAddUserToGroup'],
  look: groupsOf,
  isSo: () => false,
  act: ({ accounts }, { id }, prior) => accounts.joinGroups(id, named(prior)),
  probe: {
    says: 'the user pool lists every group that was taken',
    holds: async (eyes, { id }, prior) => {
      const groups = (await eyes.account(id))?.groups ?? [];
      return named(prior).every((group) => groups.includes(group));
    },
  },
});
