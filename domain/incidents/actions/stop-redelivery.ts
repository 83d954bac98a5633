import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const redeliveryOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const integration = await eyes.integration(id);
  return integration && { redelivers: integration.redelivers };
};

/** Nothing that failed or was asked for again is sent a second time, so that a thief of the secret cannot have it replayed. */
export const stopRedelivery = action({
  id: 'stop-redelivery',
  target: 'integration',
  says: 'sends no delivery to the integration a second time',
  inverse: 'resume-redelivery',
  tier: 1,
  d3fend: 'D3-NTF',
  iam: [],
  look: redeliveryOf,
  isSo: ({ redelivers }) => redelivers === false,
  act: ({ integrations }, { id }, _, { incidentId }) => integrations.stopRedelivery(id, incidentId),
  probe: {
    says: 'the queue takes no redelivery',
    holds: async (eyes, { id }) => (await eyes.integration(id))?.redelivers === false,
  },
});

export const resumeRedelivery = action({
  id: 'resume-redelivery',
  target: 'integration',
  says: 'sends failed deliveries to the integration again',
  inverse: 'stop-redelivery',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: [],
  look: redeliveryOf,
  isSo: ({ redelivers }) => redelivers === true,
  act: ({ integrations }, { id }, _, { incidentId }) => integrations.resumeRedelivery(id, incidentId),
  probe: {
    says: 'the queue takes redeliveries',
    holds: async (eyes, { id }) => (await eyes.integration(id))?.redelivers === true,
  },
});
