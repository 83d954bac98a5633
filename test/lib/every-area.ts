import * as z from 'zod/mini';
import { type Area, area, type Capability } from '#/domain/api/area.ts';
import { route } from '#/domain/api/route.ts';
import { purposeNames } from '#/domain/data-map/purposes.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { areas } from '#/lambdas/contract.ts';

const everyStore = (capabilities: readonly Capability[]): Area['stores'] =>
  Object.fromEntries(storeNames.map((store) => [store, capabilities]));

/** Asks for everything that a contract can ask for, and puts. */
const sampleApi = area({
  name: 'sample-api',
  says: 'Stands for any area of the API that uses all there is.',
  stores: { directory: ['read', 'list', 'write', 'check', 'append', 'delete'], keys: ['read', 'check', 'delete'] },
  keys: {
    unwrap: ['account', 'coaching'],
    create: ['coaching'],
    rewrap: { from: ['coaching'], to: ['ai_insights', 'legal_claims'] },
    mac: true,
    sign: true,
  },
  buckets: { recordings: ['read', 'write', 'delete'], exports: ['list'], ledger: ['write'] },
  userPools: ['AdminDeleteUser'],
  starts: ['sample-job'],
  routes: {
    putSample: route({
      method: 'PUT',
      path: '/v1/me/sample',
      says: 'Sets the sample as a whole.',
      who: [{ role: 'client', relation: 'self' }],
      purposes: ['account'],
      body: () => z.strictObject({ on: z.boolean() }),
      status: 200,
      answer: () => z.strictObject({ on: z.boolean() }),
    }),
  },
});

const sampleJob = area({
  name: 'sample-job',
  says: 'Stands for any durable function, with the longest contract there can be: every right on every store.',
  stores: everyStore(['read', 'list', 'write', 'delete']),
  keys: { unwrap: purposeNames, rewrap: { from: purposeNames, to: ['legal_claims'] }, mac: true, sign: true },
  buckets: {
    recordings: ['read', 'delete', 'list'],
    exports: ['read', 'write', 'delete', 'list'],
    ledger: ['read', 'write', 'list'],
  },
  userPools: ['AdminDeleteUser', 'AdminGetUser'],
  starts: ['sample-job'],
  trigger: 'durable',
  routes: {},
});

const sampleFollower = area({
  name: 'sample-follower',
  says: 'Stands for any follower of the outbox that reaches the Internet with what it opens.',
  stores: { activity: ['read', 'write'] },
  keys: { unwrap: ['integration_sharing'], publishes: true },
  outside: true,
  trigger: 'outbox',
  routes: {},
});

const sampleSweeper = area({
  name: 'sample-sweeper',
  says: 'Stands for any function that the clock runs.',
  stores: { rights: ['list', 'delete'] },
  keys: { unwrap: [] },
  trigger: { schedule: 'rate(1 day)' },
  routes: {},
});

const sampleTaker = area({
  name: 'sample-taker',
  says: 'Stands for any function that takes findings of AWS.',
  stores: { incidents: ['read', 'write'] },
  keys: { unwrap: [] },
  trigger: 'findings',
  routes: {},
});

/**
 * What the templates of the tests are made from: the areas of the product, and samples that use every kind of trigger and
 * every right a contract knows, so that each promise is kept for areas that are still to come.
 */
export const everyArea: readonly Area[] = [...areas, sampleApi, sampleJob, sampleFollower, sampleSweeper, sampleTaker];
