import { decodeJwt } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GivenCognito, givenCognito } from '#/test/local/cognito/given-cognito.ts';
import {
  expectRefused,
  givenEnrolled,
  givenPerson,
  PASSWORD,
  type Person,
  signIn,
  type Tokens,
} from '#/test/local/cognito/given-sign-in.ts';

let given: GivenCognito;
let person: Person;

beforeEach(async () => {
  given = givenCognito();
  person = await givenPerson(given, 'clients');
});

afterEach(() => given.close());

it('IA11: each refresh replaces the token; auth_time and origin_jti last', async () => {
  const first = await signIn(given, person);
  given.clock.now += 600_000;
  const second = await refresh(first.RefreshToken);
  const third = await refresh(second.RefreshToken);

  expect(new Set([first, second, third].map((tokens) => tokens.RefreshToken)).size).toBe(3);
  const [before, after] = [decodeJwt(first.AccessToken), decodeJwt(third.AccessToken)];
  expect(after).toMatchObject({ auth_time: before.auth_time, origin_jti: before.origin_jti, sub: before.sub });
  expect(after.jti).not.toBe(before.jti);
  expect(after.iat).toBe(Math.floor(given.clock.now / 1000));
});

it('IA11: a reused refresh token ends the whole family', async () => {
  const first = await signIn(given, person);
  const second = await refresh(first.RefreshToken);

  await expectRefused(refresh(first.RefreshToken), 'RefreshTokenReuseException');
  await expectRefused(refresh(second.RefreshToken), 'NotAuthorizedException', 'Refresh Token has been revoked');
  await expectRefused(given.call('GetUser', { AccessToken: second.AccessToken }), 'NotAuthorizedException', /revoked/);
});

it('IA11: reuse in one sign-in leaves the others alone', async () => {
  const [first, other] = [await signIn(given, person), await signIn(given, person)];
  await refresh(first.RefreshToken);
  await expectRefused(refresh(first.RefreshToken), 'RefreshTokenReuseException');

  expect((await refresh(other.RefreshToken)).AccessToken).toBeTruthy();
});

it('IA11: two refreshes by the same token at once count as reuse', async () => {
  const { RefreshToken } = await signIn(given, person);

  const outcomes = await Promise.allSettled([refresh(RefreshToken), refresh(RefreshToken)]);

  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  const won = outcomes.find((outcome) => outcome.status === 'fulfilled');
  await expectRefused(refresh(won?.value.RefreshToken ?? ''), 'NotAuthorizedException', /revoked/);
});

it('within a grace period the former token may be retried, afterwards not', async () => {
  const { RefreshToken } = await signIn(given, person, 'graceful');
  await refresh(RefreshToken, 'graceful');
  given.clock.now += 29_000;
  await refresh(RefreshToken, 'graceful');
  given.clock.now += 1_000;

  await expectRefused(refresh(RefreshToken, 'graceful'), 'RefreshTokenReuseException');
});

it('IA11: a refreshed token does not outlive the first one', async () => {
  const first = await signIn(given, person);
  given.clock.now += 7 * 3_600_000;
  const second = await refresh(first.RefreshToken);
  given.clock.now += 3_600_000;

  await expectRefused(refresh(second.RefreshToken), 'NotAuthorizedException', 'Refresh Token has expired');
});

it('IA11: REFRESH_TOKEN_AUTH is refused where tokens rotate, and says what to call', async () => {
  const { RefreshToken } = await signIn(given, person);
  const call = given.call('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    ClientId: given.clientId('clients'),
    AuthParameters: { REFRESH_TOKEN: RefreshToken },
  });

  await expectRefused(call, 'InvalidParameterException', /use GetTokensFromRefreshToken/);
});

it('without rotation REFRESH_TOKEN_AUTH works, and the token stays', async () => {
  const ids = { ClientId: given.clientId('clients', 'backoffice'), UserPoolId: given.poolId('clients') };
  const AuthParameters = { USERNAME: person.username, PASSWORD };
  const first = await given.call('AdminInitiateAuth', { ...ids, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters });
  const { RefreshToken: REFRESH_TOKEN } = first.AuthenticationResult as Tokens;

  const again = { ...ids, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } };
  for (const _ of [1, 2]) {
    const { AuthenticationResult } = await given.call('AdminInitiateAuth', again);
    expect(AuthenticationResult).toHaveProperty('AccessToken');
    expect(AuthenticationResult).not.toHaveProperty('RefreshToken');
  }
});

it("another client's or a made-up refresh token is refused", async () => {
  const { RefreshToken } = await signIn(given, person);

  await expectRefused(refresh(RefreshToken, 'graceful'), 'NotAuthorizedException', 'Invalid Refresh Token');
  await expectRefused(refresh('A'.repeat(86)), 'NotAuthorizedException', 'Invalid Refresh Token');
});

it('IA11: RevokeToken stops refresh and self-service at once; the access token stays formally valid', async () => {
  const tokens = await signIn(given, person);
  await given.call('RevokeToken', { Token: tokens.RefreshToken, ClientId: given.clientId('clients') });

  await expectRefused(refresh(tokens.RefreshToken), 'NotAuthorizedException', /revoked/);
  await expectRefused(given.call('GetUser', { AccessToken: tokens.AccessToken }), 'NotAuthorizedException', /revoked/);
  expect(decodeJwt(tokens.AccessToken).exp).toBe(Math.floor(given.clock.now / 1000) + 900);
});

it('RevokeToken refuses access tokens and other clients, and accepts an unknown token', async () => {
  const { AccessToken, RefreshToken } = await signIn(given, person);
  const revoke = (Token: string, client: string) =>
    given.call('RevokeToken', { Token, ClientId: given.clientId('clients', client) });

  await expectRefused(revoke(AccessToken, 'app'), 'UnsupportedTokenTypeException');
  await expectRefused(revoke(RefreshToken, 'graceful'), 'UnauthorizedException');
  expect(await revoke('A'.repeat(86), 'app')).toEqual({});
});

it.each(['GlobalSignOut', 'AdminUserGlobalSignOut', 'AdminDisableUser'])('%s ends every sign-in', async (action) => {
  const tokens = [await signIn(given, person), await signIn(given, person)];
  const target = { UserPoolId: given.poolId('clients'), Username: person.username };
  await given.call(action, action === 'GlobalSignOut' ? { AccessToken: tokens[0]?.AccessToken } : target);

  for (const { RefreshToken, AccessToken } of tokens) {
    await expectRefused(refresh(RefreshToken), 'NotAuthorizedException', /revoked/);
    await expectRefused(given.call('GetUser', { AccessToken }), 'NotAuthorizedException', /revoked/);
  }
});

it('a user who is enabled again must sign in anew', async () => {
  const { RefreshToken } = await signIn(given, person);
  const target = { UserPoolId: given.poolId('clients'), Username: person.username };
  await given.call('AdminDisableUser', target);
  await given.call('AdminEnableUser', target);

  await expectRefused(refresh(RefreshToken), 'NotAuthorizedException', /revoked/);
  expect((await signIn(given, person)).AccessToken).toBeTruthy();
});

it('IA11: access tokens live 5 minutes for workforce and 15 for clients', async () => {
  const coach = await givenEnrolled(given, 'workforce', 2);
  const lifetimes = [await signIn(given, coach), await signIn(given, person)].map(({ AccessToken }) => {
    const { exp = 0, iat = 0 } = decodeJwt(AccessToken);
    return exp - iat;
  });

  expect(lifetimes).toEqual([300, 900]);
});

async function refresh(RefreshToken: string, client?: string): Promise<Tokens> {
  const ClientId = given.clientId('clients', client);
  const output = await given.call('GetTokensFromRefreshToken', { RefreshToken, ClientId });
  return output.AuthenticationResult as Tokens;
}
