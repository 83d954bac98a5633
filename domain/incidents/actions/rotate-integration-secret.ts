import { action } from '#/domain/incidents/action.ts';

/** Whoever holds the earlier secret can neither call us nor forge a delivery of ours; the vendor has to be given the new one. */
export const rotateIntegrationSecret = action({
  id: 'rotate-integration-secret',
  target: 'integration',
  says: 'replaces the secret of the integration',
  inverse: 'irreversible',
  tier: 2,
  d3fend: 'D3-CRO',
  iam: [],
  look: async (eyes, { id }) => {
    const integration = await eyes.integration(id);
    return integration && { secretVersion: integration.secretVersion };
  },
  isSo: () => false,
  act: ({ integrations }, { id }, { secretVersion }) => integrations.rotateSecret(id, Number(secretVersion)),
  probe: {
    says: 'a later secret stands',
    holds: async (eyes, { id }, { secretVersion }) =>
      ((await eyes.integration(id))?.secretVersion ?? 0) > Number(secretVersion),
  },
});
