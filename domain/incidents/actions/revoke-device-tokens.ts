import { action } from '#/domain/incidents/action.ts';

/** Done at once: an app registers a new token when it is next opened, so that nobody loses anything by it. */
export const revokeDeviceTokens = action({
  id: 'revoke-device-tokens',
  target: 'channel',
  says: 'revokes every device token of the channel',
  inverse: 'irreversible',
  tier: 0,
  d3fend: 'D3-CR',
  iam: [],
  look: async (eyes, { id }) => {
    const channel = await eyes.channel(id);
    return channel && { devices: channel.devices };
  },
  isSo: ({ devices }) => devices === 0,
  act: ({ channels }, { id }) => channels.revokeDevices(id),
  probe: { says: 'no device is left', holds: async (eyes, { id }) => (await eyes.channel(id))?.devices === 0 },
});
