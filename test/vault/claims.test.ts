import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '#/domain/api/problems.ts';
import { callerOf } from '#/lambdas/platform/caller.ts';
import type { Config } from '#/lambdas/platform/config.ts';

const config = {
  COACHVAULT_INSTANCE: 'eu',
  COACHVAULT_WORKFORCE_POOL: 'eu-central-1_Workforce',
  COACHVAULT_WORKFORCE_CLIENT: 'workforce-client',
  COACHVAULT_CLIENTS_POOL: 'eu-central-1_Clients',
  COACHVAULT_CLIENTS_CLIENT: 'clients-client',
} as Config;

/** Claims as API Gateway hands them over: strings, all of them. */
const sound: Record<string, unknown> = {
  iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Workforce',
  client_id: 'workforce-client',
  token_use: 'access',
  scope: 'coachvault/api',
  auth_time: '1795288296',
  username: 'eu.person_01M7ZRAVF7J9WMEV5ND6096CA4',
  origin_jti: '6153ba93-c2ae-479b-83d8-d806f3d1ca70',
  'cognito:groups': 'coach,support',
  coachvault_organizations: 'eu.organization_A eu.organization_B',
};
const asClient = { ...sound, iss: String(sound.iss).replace('Workforce', 'Clients'), client_id: 'clients-client' };

const read = (claims: Record<string, unknown>) =>
  callerOf({ requestContext: { authorizer: { claims } } } as never, config);
function expectRefused(claims: Record<string, unknown>): void {
  expect(() => read(claims)).toThrow(expect.objectContaining({ name: 'Problem', type: 'unauthenticated' }) as Error);
}

describe('IA4: the claims of a token', () => {
  it('say who calls', () => {
    expect(read(sound)).toEqual({
      personId: sound.username,
      pool: 'workforce',
      roles: ['coach', 'support'],
      authTime: 1_795_288_296,
      signInId: sound.origin_jti,
      organizationIds: ['eu.organization_A', 'eu.organization_B'],
    });
  });

  it.each(['iss', 'client_id', 'token_use', 'scope', 'auth_time', 'username', 'origin_jti'])(
    'are refused without %s, or with an odd one',
    (name) => {
      const { [name]: _, ...rest } = sound;
      expectRefused(rest);
      for (const odd of ['', null, 0, 1_795_288_296, true, ['x'], { x: 1 }]) expectRefused({ ...sound, [name]: odd });
    },
  );

  it.each([
    ['an ID token', { token_use: 'id' }],
    ['a token without the scope of the API', { scope: 'aws.cognito.signin.user.admin' }],
    ['a scope that only begins alike', { scope: 'coachvault/api.read' }],
    ['another pool', { iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Workforce' }],
    ['the client of the other pool', { client_id: 'clients-client' }],
    ['the other pool of this client', { iss: asClient.iss }],
    ['a person of another instance', { username: 'na.person_01M7ZRAVF7J9WMEV5ND6096CA4' }],
    ['a name that is no id', { username: 'kim@example.com' }],
  ])('of %s are refused', (_, odd) => {
    expectRefused({ ...sound, ...odd });
  });

  it.each([
    '-1795288296',
    '1795288296.5',
    '1.7e9',
    '0x6B01',
    ' 1795288296',
    '1795288296 ',
    '17952',
    '1'.repeat(12),
    'NaN',
    '٣',
  ])('with the auth_time %j are refused', (auth_time) => expectRefused({ ...sound, auth_time }));

  it('a client’s token carries no role of the workforce, whatever its groups say', () => {
    const groups = 'client,coach,org_admin,sponsor,support,security,privacy,platform_admin';
    expect(read({ ...asClient, 'cognito:groups': groups }).roles).toEqual(['client']);
    expect(read({ ...sound, 'cognito:groups': groups }).roles).not.toContain('client');
  });

  it('without groups, or with odd ones, give no role', () => {
    for (const groups of [undefined, '', 'Coach', 'coaches', ['coach'], 'administrator']) {
      expect(read({ ...sound, 'cognito:groups': groups }).roles).toEqual([]);
    }
  });

  it('whatever they are, are read or refused, never half', () => {
    const value = fc.oneof(
      fc.constantFrom(...Object.values(sound)),
      fc.string(),
      fc.constant(undefined),
      fc.anything(),
    );
    const claims = fc.record(Object.fromEntries(Object.keys(sound).map((name) => [name, value])));
    fc.assert(
      fc.property(claims, (found) => {
        try {
          const caller = read({ ...sound, ...found });
          expect(Number.isSafeInteger(caller.authTime)).toBe(true);
          expect(caller.personId).toMatch(/^eu\.person_/);
          expect(caller.signInId.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
      { numRuns: 500 },
    );
  });
});
