import {
  AdminAddUserToGroupCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  InitiateAuthCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Claims, callFunction, claimsOf } from '#/test/api/call-function.ts';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { type ApiAnswer, type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  givenPair,
  givenProgramme,
  givenRefreshed,
  givenSignedInAgain,
  givenStaff,
  type Person,
  type Programme,
} from '#/test/support/people.ts';

let instance: GivenInstance;
let programme: Programme;
let coach: Person;
let client: Person;
let tokenOfNa: string;

/** One instance after the other: a process has one environment. */
async function givenTokenOfNa(): Promise<string> {
  const na = await givenInstance({ id: 'na' });
  const { token } = await givenStaff(na, 'support');
  await na.close();
  return token;
}

beforeAll(async () => {
  tokenOfNa = await givenTokenOfNa();
  instance = await givenInstance();
  programme = await givenProgramme(instance, await givenStaff(instance, 'platform_admin'));
  ({ coach, client } = await givenPair(instance, programme));
});

function expectSignInNeeded(answer: ApiAnswer): void {
  expectProblem(answer, 'unauthenticated');
  expect(answer.headers.get('link')).toBe('</.well-known/coachvault>; rel="service-meta"');
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('tokens', () => {
  it('IA11: live five minutes for workforce and fifteen for clients', () => {
    const minutes = (token: string) => {
      const { exp = 0, iat = 0 } = decodeJwt(token);
      return (exp - iat) / 60;
    };
    expect([minutes(coach.token), minutes(client.token)]).toEqual([5, 15]);
  });

  it('that are missing, damaged or no token at all are refused, with the way to the right door', async () => {
    const [head = '', body = '', signature = ''] = coach.token.split('.');
    const damaged = `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const token of ['', 'x', 'a.b.c', `${head}.${body}.`, damaged, `${coach.token}x`, 'é'.repeat(3)]) {
      const authorization = Buffer.from(`Bearer ${token}`).toString('latin1');
      expectSignInNeeded(await instance.call('GET', '/v1/me', { headers: { authorization } }));
    }
    expectSignInNeeded(await instance.call('GET', '/v1/me'));
  });

  it('that are forged are refused: unsigned, with other content, or signed by another key', async () => {
    const [head, , signature] = coach.token.split('.');
    const claims = decodeJwt(coach.token);
    const { privateKey } = await generateKeyPair('RS256');
    const header = decodeProtectedHeader(coach.token) as { alg: 'RS256'; kid: string };
    const forged = [
      `${part({ alg: 'none' })}.${part(claims)}.`,
      `${head}.${part({ ...claims, 'cognito:groups': ['security'] })}.${signature}`,
      await new SignJWT(claims).setProtectedHeader(header).sign(privateKey),
      await new SignJWT(claims).setProtectedHeader({ ...header, alg: 'HS256' }).sign(Buffer.from(header.kid.repeat(2))),
    ];
    for (const token of forged) expectSignInNeeded(await instance.call('GET', '/v1/me', { token }));
  });

  it('RE2: of another instance are refused with 401 and the way to the right door', async () => {
    expect(decodeJwt(tokenOfNa).username).toMatch(/^na\.person_/);
    expectSignInNeeded(await instance.call('GET', '/v1/ops/status', { token: tokenOfNa }));
  });

  it('that name the person are no access tokens, and those for factors are not for the API', async () => {
    const cognito = new CognitoIdentityProviderClient(instance.awsConfig);
    const UserPoolId = instance.userPools.clients.id;
    const { UserPoolClients = [] } = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId }));
    const factors = UserPoolClients.find(({ ClientId }) => ClientId !== instance.userPools.clients.clientId);
    const signIn = (ClientId: string | undefined) => {
      const AuthParameters = { USERNAME: client.personId, PASSWORD: client.password };
      return cognito.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }));
    };
    const idToken = (await signIn(instance.userPools.clients.clientId)).AuthenticationResult?.IdToken ?? '';
    expectProblem(await instance.call('GET', '/v1/me', { token: idToken }), 'unauthenticated');
    const token = (await signIn(factors?.ClientId)).AuthenticationResult?.AccessToken ?? '';
    expectProblem(await instance.call('GET', '/v1/me', { token }), 'forbidden');
  });

  it('IA5: of clients never carry a workforce role, whatever their groups', async () => {
    const cognito = new CognitoIdentityProviderClient(instance.awsConfig);
    const UserPoolId = instance.userPools.clients.id;
    for (const GroupName of ['coach', 'security']) {
      await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName }));
      await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, GroupName, Username: client.personId }));
    }
    const again = await givenSignedInAgain(instance, client);
    expect(decodeJwt(again.token)['cognito:groups']).toEqual(['client']);
    expectProblem(await again.call('GET', '/v1/ops/logs'), 'forbidden');
    expectProblem(await again.call('POST', '/v1/engagements', { body: {} }), 'forbidden');
  });

  it('IA1: carry organisation roles from memberships alone, whatever the groups', async () => {
    const cognito = new CognitoIdentityProviderClient(instance.awsConfig);
    const support = await givenStaff(instance, 'support');
    const group = { UserPoolId: instance.userPools.workforce.id, GroupName: 'org_admin' };
    await cognito.send(new AdminAddUserToGroupCommand({ ...group, Username: support.personId }));
    const again = await givenSignedInAgain(instance, support);
    expect(decodeJwt(again.token)['cognito:groups']).toEqual(['support']);
    expectProblem(await again.call('GET', `/v1/organizations/${programme.organizationId}`), 'forbidden');
  });
});

describe('a function that gets claims no authorizer would pass', () => {
  const readMe = (claims: Claims | undefined) => callFunction({ area: 'account', resource: '/v1/me', claims });
  const far = String(Math.floor(Date.now() / 1000) + 7_200);

  it('takes the real ones', async () => {
    expect(await readMe(claimsOf(coach.token))).toMatchObject({ status: 200, body: { personId: coach.personId } });
  });

  it.each([
    ['iss', [undefined, '', 'https://elsewhere.example/eu-central-1_x', 7]],
    ['client_id', [undefined, '', 'other', null]],
    ['token_use', [undefined, 'id', 'ACCESS', true]],
    ['scope', [undefined, '', 'openid', 'coachvault/apix', ['coachvault/api']]],
    ['username', [undefined, '', 'kim', 'na.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0', { toString: 'x' }]],
    ['origin_jti', [undefined, '', 3]],
    ['auth_time', [undefined, '', '0', '-1', '1.5', '1e10', 'NaN', ' 1700000000', '17000000000000', 1_700_000_000]],
  ])('refuses a missing or odd %s', async (name, values) => {
    for (const value of values) expectSignInNeeded(await readMe({ ...claimsOf(coach.token), [name]: value }));
  });

  it.each([
    ['a sign-in in the future', { auth_time: far }],
    ['a sign-in before the idle limit', { auth_time: '1700000000', origin_jti: 'never-seen' }],
    ['a person without a session epoch', { username: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0' }],
    [
      'an organisation without a session epoch',
      { coachvault_organizations: 'eu.organization_01J9ZC8QX1V5N4B7T2W3Y6K8M0' },
    ],
  ])('refuses %s', async (_, odd) => {
    await client.call('GET', '/v1/me');
    expectProblem(await readMe({ ...claimsOf(coach.token), ...odd }), 'session-ended');
  });

  it('refuses an event without claims, and gives a client’s token no workforce role', async () => {
    expectSignInNeeded(await readMe(undefined));
    const claims = { ...claimsOf(client.token), 'cognito:groups': 'support,security,client' };
    expectProblem(await callFunction({ area: 'ops', resource: '/v1/ops/status', claims }), 'forbidden');
  });
});

describe('clocks that differ', () => {
  it.each([
    [-30_000, 200],
    [-59_000, 200],
    [-90_000, 401],
  ])('a function whose clock is %i ms off the user pool’s answers %i', async (off, status) => {
    // As the instance's functions have it: their modules are loaded anew with each instance.
    const { runtime } = await import('#/lambdas/platform/runtime.ts');
    const { now } = runtime;
    const again = await givenSignedInAgain(instance, client);
    runtime.now = () => instance.clock.now() + off;
    const answer = await again.call('GET', '/v1/me').finally(() => {
      runtime.now = now;
    });
    expect(answer.status).toBe(status);
  });
});

describe('when time passes', () => {
  it('IA11: an expired token is refused, a refresh carries the sign-in on, and a reused one ends it', async () => {
    await coach.call('GET', '/v1/me');
    instance.clock.advance(15 * 60_000);
    expectSignInNeeded(await coach.call('GET', '/v1/me'));
    expectSignInNeeded(await client.call('GET', '/v1/me'));
    const refreshed = await givenRefreshed(instance, coach);
    expect(decodeJwt(refreshed.token).origin_jti).toBe(decodeJwt(coach.token).origin_jti);
    expect((await refreshed.call('GET', '/v1/me')).status).toBe(200);
    await expect(givenRefreshed(instance, coach)).rejects.toThrow();
    await expect(givenRefreshed(instance, refreshed)).rejects.toThrow();
  });

  it('IA11: idle for 30 minutes, a coach’s sign-in ends, and a refresh does not bring it back', async () => {
    const again = await givenSignedInAgain(instance, coach);
    expect((await again.call('GET', '/v1/me')).status).toBe(200);
    instance.clock.advance(31 * 60_000);
    expectProblem(await (await givenRefreshed(instance, again)).call('GET', '/v1/me'), 'session-ended');
  });
});
