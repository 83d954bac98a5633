import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const stateOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> => {
  const state = await eyes.relationship(id);
  return state && { state };
};

/** What has ended already gives no access, and stays ended. */
export const suspendRelationship = action({
  id: 'suspend-relationship',
  target: 'relationship',
  says: 'suspends the engagement, so that neither side reaches its records',
  inverse: 'resume-relationship',
  tier: 1,
  d3fend: 'D3-NI',
  iam: [],
  look: stateOf,
  isSo: ({ state }) => state !== 'active',
  act: ({ relationships }, { id }, _, { incidentId }) => relationships.suspend([id], incidentId),
  probe: {
    says: 'the engagement gives nobody access',
    holds: async (eyes, { id }) => (await eyes.relationship(id)) !== 'active',
  },
});

export const resumeRelationship = action({
  id: 'resume-relationship',
  target: 'relationship',
  says: 'lets the engagement go on',
  inverse: 'suspend-relationship',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: [],
  look: stateOf,
  isSo: ({ state }) => state !== 'suspended',
  act: ({ relationships }, { id }, _, { incidentId }) => relationships.resume([id], incidentId),
  probe: {
    says: 'the engagement is not suspended',
    holds: async (eyes, { id }) => (await eyes.relationship(id)) !== 'suspended',
  },
});
