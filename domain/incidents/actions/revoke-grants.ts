import { action, type Prior } from '#/domain/incidents/action.ts';

const held = ({ grants }: Prior): readonly string[] => (Array.isArray(grants) ? grants : []);

/** A grant lasts an hour at most and can be asked for anew: it is ended at once. */
export const revokeGrants = action({
  id: 'revoke-grants',
  target: 'person',
  says: 'ends every open grant to look into somebody’s records',
  inverse: 'irreversible',
  tier: 0,
  d3fend: 'D3-CR',
  iam: [],
  look: async (eyes, { id }) => (await eyes.standing(id)) && { grants: await eyes.grantsHeldBy(id) },
  isSo: (prior) => held(prior).length === 0,
  act: ({ staff }, _, prior, { incidentId }) => staff.revokeGrants(held(prior), incidentId),
  probe: {
    says: 'the person holds no open grant',
    holds: async (eyes, { id }) => (await eyes.grantsHeldBy(id)).length === 0,
  },
});
