import { action } from '#/domain/incidents/action.ts';

/** Undoing it would stop the log: there is no such action. Nothing is taken from anybody, so it is done at once. */
export const restartTrail = action({
  id: 'restart-trail',
  target: 'instance',
  says: 'starts the trail again and puts its selectors back to the baseline',
  inverse: 'irreversible',
  tier: 0,
  d3fend: 'D3-RC',
  iam: [
    'cloudtrail:GetTrailStatus',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:StartLogging',
    'cloudtrail:PutEventSelectors',
  ],
  look: async (eyes, { id }) => {
    const standing = await eyes.instance(id);
    return standing && { trail: standing.trail };
  },
  isSo: ({ trail }) => trail === 'at-baseline',
  act: ({ instances }, { id }) => instances.restartTrail(id),
  probe: {
    says: 'the trail writes, with the selectors of the baseline',
    holds: async (eyes, { id }) => (await eyes.instance(id))?.trail === 'at-baseline',
  },
});
