import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GivenCognito, givenCognito } from '#/test/local/cognito/given-cognito.ts';
import { expectRefused, PASSWORD } from '#/test/local/cognito/given-sign-in.ts';

const SECRET = 'private@example.org';

let given: GivenCognito;

beforeAll(() => {
  given = givenCognito();
});

afterAll(() => given.close());

const flow = { AuthFlow: 'USER_PASSWORD_AUTH', ClientId: 'abc' };

it.each<[string, Record<string, unknown>, RegExp]>([
  ['InitiateAuth', { AuthFlow: 'USER_SRP_AUTH' }, /'clientId'/],
  ['InitiateAuth', { ...flow, ClientId: SECRET }, /'clientId'/],
  ['InitiateAuth', { ...flow, AuthParameters: { USERNAME: 5 } }, /'authParameters\.USERNAME'/],
  ['InitiateAuth', { ...flow, AuthParameters: { USERNAME: 'a b' } }, /'authParameters\.USERNAME'/],
  ['RespondToAuthChallenge', { ChallengeName: 'MFA_SETUP', ClientId: 'abc', Session: SECRET }, /'session'/],
  ['VerifySoftwareToken', { AccessToken: 'a.b.c', UserCode: SECRET }, /'userCode'/],
  ['AdminCreateUser', { UserPoolId: SECRET, Username: 'x' }, /'userPoolId'/],
  ['AdminCreateUser', { UserPoolId: 'eu-central-1_a', Username: 'x', UserAttributes: SECRET }, /'userAttributes'/],
  ['AdminSetUserPassword', { UserPoolId: 'eu-central-1_a', Username: 'x' }, /'password'/],
  ['GetUser', {}, /'accessToken'/],
  ['ListUsers', { UserPoolId: 'eu-central-1_a', Limit: 61 }, /'limit'/],
  ['ListUserPools', {}, /'maxResults'/],
])('%s with a malformed field names it, never its value', async (action, input, named) => {
  const call = given.call(action, input);

  await expectRefused(call, 'InvalidParameterException', named);
  await expect(call).rejects.not.toThrow(SECRET);
});

it.each([
  ['an unknown flow', { AuthFlow: 'CUSTOM_AUTH' }, /authFlow/],
  ["an administrator's flow", { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' }, /authFlow/],
  ['a missing name', { AuthFlow: 'USER_SRP_AUTH', AuthParameters: { SRP_A: 'ab' } }, /parameter USERNAME/],
  ['a missing A', { AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'x' } }, /parameter SRP_A/],
])('InitiateAuth refuses %s', async (_, input, message) => {
  const call = given.call('InitiateAuth', { ClientId: given.clientId('clients'), ...input });

  await expectRefused(call, 'InvalidParameterException', message);
});

it('a flow that the client does not allow is refused', async () => {
  const call = given.call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: given.clientId('clients', 'backoffice'),
    AuthParameters: { USERNAME: 'x', PASSWORD },
  });

  await expectRefused(call, 'InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client.');
});

it('unknown pools and clients, and clients of the other pool, are not found', async () => {
  const UserPoolId = given.poolId('workforce');
  const ClientId = given.clientId('clients');

  await expectRefused(given.call('DescribeUserPool', { UserPoolId: 'eu-central-1_x' }), 'ResourceNotFoundException');
  await expectRefused(given.call('InitiateAuth', { ...flow, ClientId: 'nope' }), 'ResourceNotFoundException');
  const foreign = given.call('DescribeUserPoolClient', { UserPoolId, ClientId });
  await expectRefused(foreign, 'ResourceNotFoundException');
});

it('pools and clients describe what the local run promises', async () => {
  const UserPoolId = given.poolId('workforce');
  const ClientId = given.clientId('workforce');

  expect(await given.call('DescribeUserPool', { UserPoolId })).toMatchObject({
    UserPool: { Id: UserPoolId, MfaConfiguration: 'ON', Policies: { PasswordPolicy: { MinimumLength: 12 } } },
  });
  expect(await given.call('ListUserPoolClients', { UserPoolId })).toEqual({
    UserPoolClients: [{ ClientId, ClientName: 'console', UserPoolId }],
  });
  expect(await given.call('DescribeUserPoolClient', { UserPoolId, ClientId })).toMatchObject({
    UserPoolClient: {
      AccessTokenValidity: 5,
      PreventUserExistenceErrors: 'ENABLED',
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    },
  });
});

it('rotation together with REFRESH_TOKEN_AUTH is refused at the start, as AWS refuses it', () => {
  const client = {
    name: 'x',
    accessTokenMinutes: 5,
    refreshTokenHours: 1,
    flows: ['ALLOW_REFRESH_TOKEN_AUTH'] as const,
  };

  expect(() => givenCognito({ pools: [{ name: 'x', mfa: 'ON', clients: [client] }] })).toThrow(/exclude each other/);
});
