import * as z from 'zod/mini';
import { area } from '#/domain/api/area.ts';
import { route } from '#/domain/api/route.ts';
import { documentRoutes } from './documents.contract.ts';
import { proofRoutes } from './proof.contract.ts';

const open = { method: 'GET', who: 'public', purposes: [], status: 200 } as const;

const readOpenApi = route({
  ...open,
  path: '/openapi.json',
  says: 'This API as an OpenAPI 3.1 document.',
  answer: () => z.record(z.string(), z.unknown()),
});

const readInstance = route({
  ...open,
  path: '/.well-known/coachvault',
  says: 'This instance, where it keeps data, what its operator can technically read, and the doors of its siblings.',
  answer: () =>
    z.strictObject({
      instance: z.string(),
      jurisdiction: z.string(),
      region: z.string(),
      door: z.string(),
      siblings: z.record(z.string(), z.string()),
      signIn: z.record(z.string(), z.strictObject({ userPoolId: z.string(), clientId: z.string() })),
      operatorAccess: z.array(
        z.strictObject({ contentClass: z.string(), covers: z.array(z.string()), operatorCanRead: z.string() }),
      ),
    }),
});

const readSecurityTxt = route({
  ...open,
  path: '/.well-known/security.txt',
  says: 'How to report a vulnerability (RFC 9116).',
  mediaType: 'text/plain',
  answer: () => z.string(),
});

export const publicArea = area({
  name: 'public',
  says: 'What anybody may know. Reaches no table, and of the keys only the public part of the signing key.',
  stores: {},
  keys: { unwrap: [], publishes: true },
  publishesFacts: true,
  routes: { readOpenApi, readInstance, readSecurityTxt, ...documentRoutes, ...proofRoutes },
});
