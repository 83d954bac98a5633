import * as z from 'zod/mini';
import { area } from '#/domain/api/area.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { instant } from '#/domain/text.ts';

const technicians: readonly Way[] = [
  { role: 'support', relation: 'none' },
  { role: 'security', relation: 'none' },
];

const readLogs = route({
  method: 'GET',
  path: '/v1/ops/logs',
  says: 'The request log: route, outcome and time of requests, without content, path or person.',
  who: technicians,
  purposes: ['security'],
  query: () => ({
    ...paging(),
    since: z.optional(instant()),
    requestId: z.optional(
      z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/, 'must be a request id from a problem document')),
    ),
  }),
  status: 200,
  answer: () =>
    page(
      z.strictObject({
        at: z.iso.datetime(),
        requestId: z.string(),
        route: z.string(),
        status: z.int(),
        milliseconds: z.number(),
        problem: z.optional(z.string()),
      }),
    ),
});

const readStatus = route({
  method: 'GET',
  path: '/v1/ops/status',
  says: 'Whether the instance can reach what it needs: its tables and its keys.',
  who: technicians,
  purposes: ['security'],
  status: 200,
  answer: () =>
    z.strictObject({
      instance: z.string(),
      status: z.enum(['ok', 'degraded']),
      checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), milliseconds: z.number() })),
    }),
});

export const ops = area({
  name: 'ops',
  says: 'What support may see: the system, never a person.',
  stores: { directory: ['read'], accesslog: ['append'], activity: ['read', 'write'] },
  keys: { unwrap: [], mac: true },
  readsLogs: true,
  routes: { readLogs, readStatus },
});
