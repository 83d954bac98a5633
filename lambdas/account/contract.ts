import * as z from 'zod/mini';
import { factors } from '#/domain/access/factors.ts';
import { roles } from '#/domain/access/roles.ts';
import { area } from '#/domain/api/area.ts';
import { changesOf, representation } from '#/domain/api/representation.ts';
import { route, type Way } from '#/domain/api/route.ts';
import { person } from '#/domain/data-map/entities/directory.ts';
import { once } from '#/domain/once.ts';

const everybody: readonly Way[] = roles.map((role) => ({ role, relation: 'self' }));
const profile = once(() => z.extend(representation(person, ['personId']), { roles: z.array(z.enum(roles)) }));

const readMe = route({
  method: 'GET',
  path: '/v1/me',
  says: 'The caller’s own profile.',
  who: everybody,
  purposes: ['account'],
  status: 200,
  answer: profile,
});

const updateMe = route({
  method: 'PATCH',
  path: '/v1/me',
  says: 'Changes display name, time zone or locale of the caller.',
  who: everybody,
  purposes: ['account'],
  body: () => changesOf(person, ['displayName', 'timeZone', 'locale']),
  ifMatch: true,
  status: 200,
  answer: profile,
});

const readSecurity = route({
  method: 'GET',
  path: '/v1/me/security',
  says: 'Which factors protect the caller’s account, and what would make it safer.',
  who: everybody,
  purposes: ['account'],
  status: 200,
  answer: () =>
    z.strictObject({
      factors: z.array(z.enum(factors)),
      secondFactorRequired: z.boolean(),
      /** What to do next; null when two kinds of factor are in place. */
      nudge: z.nullable(z.string()),
    }),
});

export const account = area({
  name: 'account',
  says: 'The caller’s own account.',
  stores: {
    directory: ['read', 'write'],
    keys: ['read', 'check'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['account'], mac: true },
  userPools: ['AdminGetUser'],
  routes: { readMe, updateMe, readSecurity },
});
