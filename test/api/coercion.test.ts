import { beforeAll, describe, expect, it } from 'vitest';
import type { ProblemType } from '#/domain/api/problems.ts';
import { givenConsent, givenToggle } from '#/test/support/consents.ts';
import type { Person } from '#/test/support/people.ts';
import { givenWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

describe('CO14: nobody of an organisation', () => {
  let world: World;
  let roles: Record<'org_admin' | 'sponsor' | 'coach', Person>;
  beforeAll(async () => {
    world = await givenWorld();
    roles = { org_admin: world.organization.admin, sponsor: world.sponsor, coach: world.coach };
    await givenConsent(world.client, 'ai_insights');
  });
  type Attempt = [
    says: string,
    method: string,
    path: () => string,
    body: () => object | Promise<object>,
    ProblemType,
    string?,
  ];

  /** Each role’s own notice is the most that they could have in hand. */
  const withProof = (who: () => Person, over: object) => async () => {
    const { noticeProof } = await givenToggle(who(), 'marketing');
    return { body: { purpose: 'marketing', choice: 'given', noticeProof, ...over } };
  };
  const client = () => world.client.personId;
  const attempts = (who: () => Person): Attempt[] => [
    [
      'gives a consent as if a guardian',
      'PUT',
      () => `/v1/wards/${client()}/consents`,
      withProof(who, {}),
      'forbidden',
    ],
    ['sees a choice as if a guardian', 'GET', () => `/v1/wards/${client()}/consents`, () => ({}), 'forbidden'],
    [
      'gives a consent in the person’s name',
      'PUT',
      () => '/v1/me/consents',
      () => withProof(who, { personId: client() })(),
      'invalid-request',
      'body',
    ],
    [
      'tells the person’s age',
      'PUT',
      () => '/v1/me/age-band',
      () => ({ body: { country: 'DE', band: 'adult', personId: client() } }),
      'invalid-request',
      'body',
    ],
    [
      'objects or lifts an objection in the person’s name',
      'PUT',
      () => '/v1/me/objections',
      () => ({ body: { purpose: 'participation_statistics', objection: false, personId: client() } }),
      'invalid-request',
      'body',
    ],
    ['takes the person’s receipt', 'GET', () => '/v1/me/consents/history/9/receipt', () => ({}), 'not-found'],
    ['sees what waits for a review', 'GET', () => '/v1/privacy/reviews', () => ({}), 'forbidden'],
    ['sees guardianships', 'GET', () => '/v1/privacy/guardianships', () => ({}), 'forbidden'],
    ['sees who lets support look', 'GET', () => '/v1/support/grants', () => ({}), 'forbidden'],
    [
      'flags or clears somebody',
      'POST',
      () => `/v1/privacy/people/${client()}/safeguard/lift`,
      () => ({}),
      'forbidden',
    ],
  ];

  for (const role of ['org_admin', 'sponsor', 'coach'] as const) {
    it.each(attempts(() => roles[role]))(`as ${role} %s`, async (_, method, path, request, type, field) => {
      const before = await world.tables.scan('consent');
      expectProblem(await roles[role].call(method, path(), await request()), type, ...(field ? [field] : []));
      const after = (await world.tables.scan('consent')).filter(({ pk }) => pk === `person#${client()}`);
      expect(after).toEqual(before.filter(({ pk }) => pk === `person#${client()}`));
    });
  }
});
