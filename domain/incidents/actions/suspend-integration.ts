import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const suspensionOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const integration = await eyes.integration(id);
  return integration && { suspended: integration.suspended };
};

export const suspendIntegration = action({
  id: 'suspend-integration',
  target: 'integration',
  says: 'stops every delivery to the integration and refuses its credentials',
  inverse: 'resume-integration',
  tier: 1,
  d3fend: 'D3-NI',
  iam: [],
  look: suspensionOf,
  isSo: ({ suspended }) => suspended === true,
  act: ({ integrations }, { id }, _, { incidentId }) => integrations.suspend(id, incidentId),
  probe: {
    says: 'the register names it suspended, and its credential is refused',
    holds: async (eyes, { id }) => (await eyes.integration(id))?.suspended === true,
  },
});

export const resumeIntegration = action({
  id: 'resume-integration',
  target: 'integration',
  says: 'lets deliveries to the integration go on',
  inverse: 'suspend-integration',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: [],
  look: suspensionOf,
  isSo: ({ suspended }) => suspended === false,
  act: ({ integrations }, { id }, _, { incidentId }) => integrations.resume(id, incidentId),
  probe: {
    says: 'the register does not name it suspended',
    holds: async (eyes, { id }) => (await eyes.integration(id))?.suspended === false,
  },
});
