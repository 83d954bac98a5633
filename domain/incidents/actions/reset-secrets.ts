import { action } from '#/domain/incidents/action.ts';

/** What an attacker may know or have enrolled is worth nothing any more; the person proves anew who they are. */
export const resetSecrets = action({
  id: 'reset-secrets',
  target: 'person',
  says: 'takes away the password and the second factor, so that both are set up anew',
  inverse: 'irreversible',
  tier: 2,
  d3fend: 'D3-CRO',
  iam: ['cognito-idp:AdminResetUserPassword', 'cognito-idp:AdminDeleteSoftwareToken'],
  look: async (eyes, { id }) => {
    const account = await eyes.account(id);
    return account && { hasToReset: account.hasToReset };
  },
  isSo: ({ hasToReset }) => hasToReset === true,
  act: async ({ accounts }, { id }) => {
    await accounts.resetPassword(id);
    await accounts.resetFactors(id);
  },
  probe: {
    says: 'the user pool lets nobody in by the old password',
    holds: async (eyes, { id }) => (await eyes.account(id))?.hasToReset === true,
  },
});
