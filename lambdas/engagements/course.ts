import { Problem } from '#/domain/api/problems.ts';
import { type EngagementMove, engagementAfter, missingToStart } from '#/domain/coaching/engagement-state.ts';
import { agreement, engagement } from '#/domain/data-map/entities/directory.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import { present } from '#/vault/door.ts';
import { isErased } from '#/vault/unseal.ts';
import { of } from '#/vault/visit.ts';
import type { courseRoutes } from './course.contract.ts';
import { showOne } from './show.ts';

function after(record: Saved<typeof engagement>, move: EngagementMove) {
  const status = engagementAfter(record.values.status, move);
  if (status) return status;
  throw new Problem('conflict', { detail: `An engagement that is ${record.values.status} cannot ${move}.` });
}

export const courseOperations: Operations<typeof courseRoutes> = {
  startEngagement: async ({ door, params, body }, { now }) => {
    const { engagementId } = params;
    const found = await door.open({
      record: of(engagement, { engagementId }),
      agreed: of(agreement, { engagementId, agreementId: body.agreementId }),
    });
    const record = present<typeof engagement>(found.record);
    const agreed = found.agreed && !isErased(found.agreed) ? found.agreed.values : undefined;
    const status = after(record, 'start');
    const missing = missingToStart({ ...record.values, agreement: agreed });
    if (missing.length > 0) throw new Problem('conflict', { detail: `Before coaching starts: ${missing.join('; ')}.` });
    const startedAt = record.values.startedAt ?? new Date(now()).toISOString();
    return showOne(door, await door.revise('engagement.started', record, { status, startedAt }));
  },

  pauseEngagement: async ({ door, params }) => {
    const record = await door.read(engagement, params);
    return showOne(door, await door.revise('engagement.paused', record, { status: after(record, 'pause') }));
  },

  endEngagement: async ({ door, params }, { now }) => {
    const record = await door.read(engagement, params);
    const endedAt = new Date(now()).toISOString();
    await door.revise('engagement.ended', record, { status: after(record, 'end'), endedAt });
    return undefined as never;
  },
};
