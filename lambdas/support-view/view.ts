import { Problem } from '#/domain/api/problems.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import { supportGrant } from '#/domain/data-map/entities/support.ts';
import { viewable } from '#/domain/support/viewable.ts';
import { represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { of } from '#/vault/visit.ts';
import type { viewRoutes } from './view.contract.ts';

/** An engagement's own client, in the list of engagements by client. */
const clientSide = 1;

export const viewOperations: Operations<typeof viewRoutes> = {
  viewGrant: async ({ door, params, query }) => {
    const { values: grant } = await door.read(supportGrant, params);
    const { items, next } = await door.pointers(engagement, clientSide, { clientId: grant.personId }, query);
    const covered = items
      .map(({ ids }) => ids.engagementId as string)
      .filter((engagementId) => grant.engagementId === undefined || grant.engagementId === engagementId);
    const found = await door.readAll(covered.map((engagementId) => of(engagement, { engagementId }, grant.personId)));
    return {
      items: found.map(({ ids, values: { status, startedAt = null, endedAt = null } }) => ({
        engagementId: ids.engagementId,
        status,
        startedAt,
        endedAt,
      })),
      next,
    };
  },

  viewRecords: async ({ door, params: { engagementId }, query }) => {
    const { kind, sessionId, ...paging } = query;
    const entity = viewable.find(({ name }) => name === kind);
    if (!entity) throw new Problem('grant-required', { detail: `No grant covers the kind "${kind}".` });
    if (entity.key.sk.includes('{sessionId}') !== (sessionId !== undefined)) {
      const problem = sessionId ? `the kind "${kind}" does not belong to a session; leave it out` : 'is missing';
      throw new Problem('invalid-request', { errors: [{ field: 'query.sessionId', problem }] });
    }
    const { items, next } = await door.list(entity, { engagementId, ...(sessionId ? { sessionId } : {}) }, paging);
    return { items: items.map((record) => ({ ...represent(record), kind })) as never, next };
  },
};
