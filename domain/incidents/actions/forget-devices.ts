import { action } from '#/domain/incidents/action.ts';

/** Whoever holds a remembered device meets the second factor again. */
export const forgetDevices = action({
  id: 'forget-devices',
  target: 'person',
  says: 'forgets every remembered device',
  inverse: 'irreversible',
  tier: 0,
  d3fend: 'D3-CR',
  iam: ['cognito-idp:AdminListDevices', 'cognito-idp:AdminForgetDevice'],
  look: async (eyes, { id }) => {
    const account = await eyes.account(id);
    return account && { devices: account.devices };
  },
  isSo: ({ devices }) => devices === 0,
  act: ({ accounts }, { id }) => accounts.forgetDevices(id),
  probe: { says: 'the user pool lists none', holds: async (eyes, { id }) => (await eyes.account(id))?.devices === 0 },
});
