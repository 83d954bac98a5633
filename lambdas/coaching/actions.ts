import { Problem } from '#/domain/api/problems.ts';
import { action, goal } from '#/domain/data-map/entities/coaching.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Door } from '#/vault/door.ts';
import { create } from '#/vault/draft.ts';
import { of } from '#/vault/visit.ts';
import type { actionRoutes } from './actions.contract.ts';
import { activeEngagement } from './active-engagement.ts';

async function requireGoal(door: Door, engagementId: string, goalId: string): Promise<void> {
  const { record } = await door.open({ record: of(goal, { engagementId, goalId }) });
  if (record) return;
  throw new Problem('invalid-request', {
    errors: [{ field: 'body.goalId', problem: 'is not a goal of this engagement' }],
  });
}

export const actions: Operations<typeof actionRoutes> = {
  addAction: async ({ door, params, body, caller }, { mintId }) => {
    const { subject } = await activeEngagement(door);
    if (body.goalId) await requireGoal(door, params.engagementId, body.goalId);
    const ids = { ...params, actionId: mintId('action') };
    const values = { ...body, status: 'open', authorId: caller.personId } as const;
    return represent(await door.add('action.added', create(action, ids, subject, values)));
  },

  listActions: async ({ door, params, query }) => pageOf(await door.list(action, params, query), represent),

  readAction: async ({ door, params }) => represent(await door.read(action, params)),

  updateAction: async ({ door, params, body }) =>
    represent(await door.revise('action.updated', await door.read(action, params), body)),
};
