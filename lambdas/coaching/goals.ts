import { goal } from '#/domain/data-map/entities/coaching.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { create } from '#/vault/draft.ts';
import { activeEngagement } from './active-engagement.ts';
import type { goalRoutes } from './goals.contract.ts';

export const goals: Operations<typeof goalRoutes> = {
  setGoal: async ({ door, params, body, caller }, { mintId }) => {
    const { subject } = await activeEngagement(door);
    const ids = { ...params, goalId: mintId('goal') };
    const values = { ...body, status: 'open', progress: 0, authorId: caller.personId } as const;
    return represent(await door.add('goal.set', create(goal, ids, subject, values)));
  },

  listGoals: async ({ door, params, query }) => pageOf(await door.list(goal, params, query), represent),

  readGoal: async ({ door, params }) => represent(await door.read(goal, params)),

  updateGoal: async ({ door, params, body }) =>
    represent(await door.revise('goal.updated', await door.read(goal, params), body)),
};
