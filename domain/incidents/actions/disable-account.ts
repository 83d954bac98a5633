import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const accountOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const account = await eyes.account(id);
  return account && { ...account };
};

export const disableAccount = action({
  id: 'disable-account',
  target: 'person',
  says: 'disables the account at its user pool',
  inverse: 'enable-account',
  tier: 1,
  d3fend: 'D3-AL',
  iam: ['cognito-idp:AdminGetUser', 'cognito-idp:AdminListGroupsForUser', 'cognito-idp:AdminDisableUser'],
  look: accountOf,
  isSo: ({ enabled }) => enabled === false,
  act: ({ accounts }, { id }) => accounts.disable(id),
  probe: {
    says: 'the user pool says that it is disabled',
    holds: async (eyes, { id }) => (await eyes.account(id))?.enabled === false,
  },
});

/** Nobody agreed to the containment, and nobody knows whether it was right: the account reopens behind new secrets only. */
export const enableAccount = action({
  id: 'enable-account',
  target: 'person',
  says: 'enables the account at its user pool',
  inverse: 'disable-account',
  tier: 1,
  d3fend: 'D3-ULA',
  iam: [
    'cognito-idp:AdminGetUser',
    'cognito-idp:AdminListGroupsForUser',
    'cognito-idp:AdminEnableUser',
    'cognito-idp:AdminResetUserPassword',
    'cognito-idp:AdminDeleteSoftwareToken',
  ],
  look: accountOf,
  isSo: ({ enabled }) => enabled === true,
  act: async ({ accounts }, { id }, _, { because }) => {
    if (because === 'rollback' || because === 'lapse') {
      await accounts.resetPassword(id);
      await accounts.resetFactors(id);
    }
    await accounts.enable(id);
  },
  probe: {
    says: 'the user pool says that it is enabled',
    holds: async (eyes, { id }) => (await eyes.account(id))?.enabled === true,
  },
});
