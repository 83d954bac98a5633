import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const haltOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const channel = await eyes.channel(id);
  return channel && { halted: channel.halted };
};

/** The kill switch: campaigns, reminders and single messages alike. */
export const haltChannel = action({
  id: 'halt-channel',
  target: 'channel',
  says: 'lets nothing more out through the channel',
  inverse: 'resume-channel',
  tier: 1,
  d3fend: 'D3-NI',
  iam: [],
  look: haltOf,
  isSo: ({ halted }) => halted === true,
  act: ({ channels }, { id }, _, { incidentId }) => channels.halt(id, incidentId),
  probe: { says: 'a message is refused', holds: async (eyes, { id }) => (await eyes.channel(id))?.halted === true },
});

export const resumeChannel = action({
  id: 'resume-channel',
  target: 'channel',
  says: 'lets messages out through the channel again',
  inverse: 'halt-channel',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: [],
  look: haltOf,
  isSo: ({ halted }) => halted === false,
  act: ({ channels }, { id }, _, { incidentId }) => channels.resume(id, incidentId),
  probe: { says: 'a message is taken', holds: async (eyes, { id }) => (await eyes.channel(id))?.halted === false },
});
