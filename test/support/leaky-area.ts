import * as z from 'zod/mini';
import { area } from '#/domain/api/area.ts';
import { route } from '#/domain/api/route.ts';
import { engagementLog } from '#/domain/data-map/entities/statistics.ts';
import { serve } from '#/lambdas/platform/serve.ts';
import { linesOn } from '#/vault/participation.ts';

/** What must never be built: an operation that tells a sponsor how many people were active on a day. */
export const leakyArea = area({
  name: 'leak',
  says: 'A planted leak.',
  stores: { directory: ['read'], accesslog: ['append'], activity: ['read', 'write', 'list'] },
  keys: { unwrap: [] },
  routes: {
    readLeak: route({
      method: 'GET',
      path: '/v1/organizations/{organizationId}/leak',
      says: 'A planted leak.',
      who: [{ role: 'sponsor', relation: 'member' }],
      purposes: [engagementLog.purpose],
      status: 200,
      answer: () => z.strictObject({ lines: z.int() }),
    }),
  },
});

export const handler = serve(leakyArea, {
  readLeak: async ({ door, params }, { vault }) => {
    await door.admission();
    let lines = 0;
    for await (const page of linesOn(vault, '2027-02-03')) {
      lines += page.filter(({ organizationId }) => organizationId === params.organizationId).length;
    }
    return { lines };
  },
});
