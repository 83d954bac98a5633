import { action } from '#/domain/incidents/action.ts';

/** The user pool refuses their refresh tokens. Access tokens that are out are refused by the session epoch alone. */
export const signOutEverywhere = action({
  id: 'sign-out-everywhere',
  target: 'person',
  says: 'ends every sign-in at the user pool',
  inverse: 'irreversible',
  tier: 0,
  d3fend: 'D3-ANCI',
  iam: ['cognito-idp:AdminUserGlobalSignOut'],
  look: async (eyes, { id }) => ((await eyes.account(id)) ? {} : undefined),
  isSo: () => false,
  act: ({ accounts }, { id }) => accounts.signOut(id),
  probe: {
    says: 'a token of a sign-in of this very second is refused',
    holds: async ({ admits, second }, { id }) => !(await admits(id, second())),
  },
});
