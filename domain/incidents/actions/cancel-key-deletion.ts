import { action, type Prior } from '#/domain/incidents/action.ts';

const dying = ({ keys }: Prior): readonly string[] => (Array.isArray(keys) ? keys : []);

/** Whoever did want a key gone asks anew, and waits anew: nothing is lost by keeping it. */
export const cancelKeyDeletion = action({
  id: 'cancel-key-deletion',
  target: 'instance',
  says: 'keeps every key of ours that waits for its deletion, and enables it',
  inverse: 'irreversible',
  tier: 0,
  d3fend: 'D3-RC',
  iam: ['kms:DescribeKey', 'kms:CancelKeyDeletion', 'kms:EnableKey'],
  look: async (eyes, { id }) => {
    const standing = await eyes.instance(id);
    return standing && { keys: standing.dyingKeys };
  },
  isSo: (prior) => dying(prior).length === 0,
  act: ({ instances }, _, prior) => instances.keepKeys(dying(prior)),
  probe: {
    says: 'none of those keys waits for its deletion',
    holds: async (eyes, { id }, prior) => {
      const now = await eyes.instance(id);
      return now !== undefined && dying(prior).every((key) => !now.dyingKeys.includes(key));
    },
  },
});
