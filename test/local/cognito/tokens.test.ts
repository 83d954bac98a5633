import { createLocalJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { afterEach, expect, it } from 'vitest';
import type { TokenTriggerEvent } from '#/local/cognito/options.ts';
import { type GivenCognito, givenCognito } from '#/test/local/cognito/given-cognito.ts';
import { expectRefused, givenPerson, signIn, startSignIn, type Tokens } from '#/test/local/cognito/given-sign-in.ts';

let given: GivenCognito;

afterEach(() => given.close());

it('access tokens carry the claims of Cognito, signed by the key of their pool', async () => {
  given = givenCognito();
  const person = await givenGrouped();
  const { AccessToken } = await signIn(given, person);

  const seconds = Math.floor(given.clock.now / 1000);
  const claims = await verified(AccessToken);
  expect(claims).toEqual({
    sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
    'cognito:groups': ['coach', 'support'],
    iss: `http://127.0.0.1:4701/${given.poolId('clients')}`,
    client_id: given.clientId('clients'),
    origin_jti: expect.any(String),
    event_id: expect.any(String),
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    auth_time: seconds,
    iat: seconds,
    exp: seconds + 900,
    jti: expect.any(String),
    username: person.username,
  });
});

it('ID tokens name the client as audience and carry the profile', async () => {
  given = givenCognito();
  const person = await givenGrouped();
  const { IdToken } = await signIn(given, person);

  expect(await verified(IdToken)).toMatchObject({
    token_use: 'id',
    aud: given.clientId('clients'),
    'cognito:username': person.username,
    email: person.email,
    email_verified: true,
  });
});

it('each pool has its own key', async () => {
  given = givenCognito();
  const [workforce, clients] = ['workforce', 'clients'].map((pool) => given.cognito.jwks(given.poolId(pool))?.keys[0]);

  expect(workforce).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig' });
  expect(workforce).not.toHaveProperty('d');
  expect(workforce?.n).not.toBe(clients?.n);
  expect(given.cognito.jwks('eu-central-1_unknown00')).toBeUndefined();
});

it('the trigger is asked in the V2 shape, and its claims, scopes and groups are applied', async () => {
  const events: TokenTriggerEvent[] = [];
  given = givenCognito({ preTokenGeneration: (event) => Promise.resolve(answering(event, events)) });
  const person = await givenGrouped();
  const { AccessToken, RefreshToken } = await signIn(given, person);
  await given.call('GetTokensFromRefreshToken', { RefreshToken, ClientId: given.clientId('clients') });

  const claims = await verified(AccessToken);
  expect(claims).toMatchObject({ scope: 'coachvault/api', person: 'p-1', token_use: 'access' });
  expect(claims['cognito:groups']).toEqual(['coach']);
  expect(claims).not.toHaveProperty('event');
  expect(claims.sub).not.toBe('somebody else');
  expect(events.map((event) => event.triggerSource)).toEqual([
    'TokenGeneration_Authentication',
    'TokenGeneration_RefreshTokens',
  ]);
  expect(events[0]).toMatchObject({
    version: '2',
    region: 'eu-central-1',
    userPoolId: given.poolId('clients'),
    userName: person.username,
    callerContext: { clientId: given.clientId('clients') },
    request: {
      userAttributes: { email: person.email, email_verified: 'true', 'cognito:user_status': 'CONFIRMED' },
      groupConfiguration: { groupsToOverride: ['coach', 'support'] },
      scopes: ['aws.cognito.signin.user.admin'],
    },
  });
});

it('a token without the self-service scope cannot call self-service', async () => {
  given = givenCognito({ preTokenGeneration: (event) => Promise.resolve(answering(event, [])) });
  const { AccessToken } = await signIn(given, await givenPerson(given, 'clients'));

  for (const action of ['GetUser', 'GlobalSignOut', 'AssociateSoftwareToken']) {
    await expectRefused(given.call(action, { AccessToken }), 'NotAuthorizedException', /required scopes/);
  }
});

it('when the trigger throws, sign-in and refresh are refused and its message stays inside', async () => {
  let broken = false;
  given = givenCognito({
    preTokenGeneration: (event) => (broken ? Promise.reject(new Error('person1@example.org')) : Promise.resolve(event)),
  });
  const person = await givenPerson(given, 'clients');
  const { RefreshToken } = await signIn(given, person);
  broken = true;

  const ClientId = given.clientId('clients');
  const refused = 'PreTokenGeneration failed.';
  await expectRefused(startSignIn(given, person, person.password), 'UserLambdaValidationException', refused);
  const refresh = () => given.call('GetTokensFromRefreshToken', { RefreshToken, ClientId });
  await expectRefused(refresh(), 'UserLambdaValidationException', refused);
  // The refused refresh has not spent the token.
  broken = false;
  expect(await refresh()).toHaveProperty('AuthenticationResult');
});

it('an answer of another shape is refused', async () => {
  const odd = { response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd: 'all' } } } };
  given = givenCognito({ preTokenGeneration: () => Promise.resolve(odd as never) });
  const person = await givenPerson(given, 'clients');

  await expectRefused(startSignIn(given, person, person.password), 'InvalidLambdaResponseException');
});

it('who is disabled while the trigger runs gets no tokens', async () => {
  const person = { username: '' };
  given = givenCognito({
    preTokenGeneration: async (event) => {
      await given.call('AdminDisableUser', { UserPoolId: event.userPoolId, Username: person.username });
      return event;
    },
  });
  const created = await givenPerson(given, 'clients');
  person.username = created.username;

  await expectRefused(startSignIn(given, created, created.password), 'NotAuthorizedException');
});

it('a forged, foreign, expired or ID token is no access token', async () => {
  given = givenCognito();
  const person = await givenPerson(given, 'clients');
  const { AccessToken, IdToken } = await signIn(given, person);
  const [header, payload = ''] = AccessToken.split('.');
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
  const getUser = (token: string) => given.call('GetUser', { AccessToken: token });

  for (const token of [IdToken, unsigned, `${header}.${payload}.AAAA`, 'not-a-token', `${header}.e30.AAAA`]) {
    await expectRefused(getUser(token), 'NotAuthorizedException', 'Invalid Access Token');
  }
  given.clock.now += 900_000;
  await expectRefused(getUser(AccessToken), 'NotAuthorizedException', 'Access Token has expired');
});

function answering(event: TokenTriggerEvent, seen: TokenTriggerEvent[]): TokenTriggerEvent {
  seen.push(event);
  const accessTokenGeneration = {
    claimsToAddOrOverride: { person: 'p-1', event: 'x', sub: 'somebody else', token_use: 'id' },
    claimsToSuppress: ['event', 'iss'],
    scopesToAdd: ['coachvault/api'],
    scopesToSuppress: ['aws.cognito.signin.user.admin'],
  };
  const groupOverrideDetails = { groupsToOverride: ['coach'] };
  return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration, groupOverrideDetails } } };
}

async function givenGrouped(): ReturnType<typeof givenPerson> {
  const person = await givenPerson(given, 'clients');
  const UserPoolId = given.poolId('clients');
  for (const [GroupName, Precedence] of [
    ['support', 9],
    ['coach', 1],
  ] as const) {
    await given.call('CreateGroup', { UserPoolId, GroupName, Precedence });
    await given.call('AdminAddUserToGroup', { UserPoolId, GroupName, Username: person.username });
  }
  return person;
}

async function verified(token: Tokens['AccessToken']): Promise<JWTPayload> {
  const keys = given.cognito.jwks(given.poolId('clients')) ?? { keys: [] };
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', kid: keys.keys[0]?.kid });
  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { currentDate: new Date(given.clock.now) });
  return payload;
}
