import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const freezeOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const standing = await eyes.instance(id);
  return standing && { frozen: standing.writesFrozen };
};

/** Reading goes on, and so do withdrawals of consent: they must never wait. */
export const freezeWrites = action({
  id: 'freeze-writes',
  target: 'instance',
  says: 'refuses every change but withdrawals and what the response itself writes',
  inverse: 'allow-writes',
  tier: 1,
  d3fend: 'D3-NI',
  iam: [],
  look: freezeOf,
  isSo: ({ frozen }) => frozen === true,
  act: ({ instances }, { id }, _, { incidentId }) => instances.freezeWrites(id, incidentId),
  probe: {
    says: 'a change is refused',
    holds: async (eyes, { id }) => (await eyes.instance(id))?.writesFrozen === true,
  },
});

export const allowWrites = action({
  id: 'allow-writes',
  target: 'instance',
  says: 'takes changes again',
  inverse: 'freeze-writes',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: [],
  look: freezeOf,
  isSo: ({ frozen }) => frozen === false,
  act: ({ instances }, { id }, _, { incidentId }) => instances.allowWrites(id, incidentId),
  probe: {
    says: 'a change is taken',
    holds: async (eyes, { id }) => (await eyes.instance(id))?.writesFrozen === false,
  },
});
