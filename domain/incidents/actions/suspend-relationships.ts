import { action, type Prior } from '#/domain/incidents/action.ts';
import type { Eyes } from '#/domain/incidents/ports.ts';

const relationshipsOf = async (eyes: Eyes, { id }: { readonly id: string }): Promise<Prior | undefined> =>
  (await eyes.standing(id)) && { ...(await eyes.relationshipsOf(id)) };
const active = ({ active: ids }: Prior): readonly string[] => (Array.isArray(ids) ? ids : []);

/** The list of what was active is kept, so that nothing else is resumed afterwards. */
export const suspendRelationships = action({
  id: 'suspend-relationships',
  target: 'person',
  says: 'suspends every engagement of the coach',
  inverse: 'resume-relationships',
  tier: 1,
  d3fend: 'D3-NI',
  iam: [],
  look: relationshipsOf,
  isSo: (prior) => active(prior).length === 0,
  act: ({ relationships }, _, prior, { incidentId }) => relationships.suspend(active(prior), incidentId),
  probe: {
    says: 'no engagement of the coach is active',
    holds: async (eyes, { id }) => (await eyes.relationshipsOf(id)).active.length === 0,
  },
});

export const resumeRelationships = action({
  id: 'resume-relationships',
  target: 'person',
  says: 'lets the engagements go on that were suspended',
  inverse: 'suspend-relationships',
  tier: 1,
  d3fend: 'D3-RNA',
  iam: [],
  look: relationshipsOf,
  isSo: () => false,
  act: ({ relationships }, _, prior, { incidentId }) => relationships.resume(active(prior), incidentId),
  probe: {
    says: 'none of those that were suspended still is',
    holds: async (eyes, { id }, prior) => {
      const { suspended } = await eyes.relationshipsOf(id);
      return active(prior).every((engagement) => !suspended.includes(engagement));
    },
  },
});
