import {
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  ListUserPoolClientsCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it } from 'vitest';
import { totpCode } from '#/local/demo/totp.ts';
import { invitationTo } from '#/local/run/read-outbox.ts';
import type { GivenInstance } from '#/test/support/instance.ts';
import {
  givenMember,
  givenOrganization,
  givenSignedInAgain,
  nextEmail,
  type Organization,
  type Person,
} from '#/test/support/people.ts';
import { givenSharedInstance } from '#/test/support/shared-instance.ts';

let instance: GivenInstance;
let organization: Organization;
let cognito: CognitoIdentityProviderClient;

beforeAll(async () => {
  const inUse = await givenSharedInstance();
  instance = inUse.instance;
  cognito = new CognitoIdentityProviderClient(instance.awsConfig);
  organization = await givenOrganization(instance, inUse.operator);
});

const security = async (person: Person) => (await person.call('GET', '/v1/me/security')).body;

/** The client that manages factors, and its token: the API's own token may not. */
async function enrolAuthenticator({ personId: username, password }: Person): Promise<string> {
  const UserPoolId = instance.userPools.clients.id;
  const { UserPoolClients = [] } = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId }));
  const ClientId = UserPoolClients.find((client) => client.ClientId !== instance.userPools.clients.clientId)?.ClientId;
  const AuthParameters = { USERNAME: username, PASSWORD: password };
  const start = new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
  const AccessToken = (await cognito.send(start)).AuthenticationResult?.AccessToken;
  const { SecretCode = '' } = await cognito.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  const UserCode = totpCode(SecretCode, instance.clock.now());
  await cognito.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await cognito.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
  return SecretCode;
}

describe('the first sign-in', () => {
  it('IA5 IA7: a coach gets no token from the password alone, and one with an authenticator', async () => {
    const email = nextEmail('coach');
    const path = `/v1/organizations/${organization.organizationId}/members`;
    await organization.admin.call('POST', path, { body: { email, role: 'coach' } });
    const { username = '', temporaryPassword = '' } = invitationTo(instance.folder.at('outbox'), email) ?? {};
    const { clientId: ClientId } = instance.userPools.workforce;
    const AuthParameters = { USERNAME: username, PASSWORD: temporaryPassword };
    const started = await cognito.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
    );
    expect(started).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
    const NEW_PASSWORD = 'Another-Horse-Battery-2';
    const ChallengeResponses = { USERNAME: username, NEW_PASSWORD };
    const { ChallengeName, Session } = started;
    const next = await cognito.send(
      new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses }),
    );
    expect(next.ChallengeName).toBe('MFA_SETUP');
    expect(next.AuthenticationResult).toBeUndefined();
    const signedIn = await instance.signIn('workforce', { username, password: NEW_PASSWORD });
    expect(signedIn.totpSecret).toMatch(/^[A-Z2-7]{32,}$/);
    const me = await instance.call('GET', '/v1/me', { token: signedIn.accessToken });
    expect(me.body).toMatchObject({ personId: username, email, roles: ['coach'], pool: 'workforce' });
  });

  it('IA5: a coach with an authenticator gets no token without its code, or with one that was used', async () => {
    const coach = await givenMember(instance, organization, 'coach');
    const { personId: username, password, totpSecret } = coach;
    await expect(instance.signIn('workforce', { username, password })).rejects.toThrow('authenticator');
    await expect(instance.signIn('workforce', { username, password, totpSecret })).rejects.toThrow();
    const again = await givenSignedInAgain(instance, coach);
    expect(await security(again)).toEqual({ factors: ['password', 'totp'], secondFactorRequired: true, nudge: null });
  });

  it('IA6: a client gets in with a password, and is nudged until an authenticator is in place', async () => {
    const client = await givenMember(instance, organization, 'client');
    const nudge = 'Add an authenticator app: a stolen password alone then opens nothing.';
    expect(await security(client)).toEqual({ factors: ['password'], secondFactorRequired: false, nudge });
    const totpSecret = await enrolAuthenticator(client);
    expect(await security(client)).toMatchObject({ factors: ['password', 'totp'], nudge: null });
    const { personId: username, password } = client;
    await expect(instance.signIn('clients', { username, password })).rejects.toThrow('authenticator');
    const again = await givenSignedInAgain(instance, { ...client, totpSecret });
    expect((await again.call('GET', '/v1/me')).body).toMatchObject({ roles: ['client'], pool: 'clients' });
  });

  it('IA7: the API’s own token cannot change its owner’s factors', async () => {
    const { token } = await givenMember(instance, organization, 'client');
    await expect(cognito.send(new AssociateSoftwareTokenCommand({ AccessToken: token }))).rejects.toThrow();
  });

  it('by e-mail address is the same person', async () => {
    const { email, password, personId } = await givenMember(instance, organization, 'client');
    const { accessToken } = await instance.signIn('clients', { username: email, password });
    expect((await instance.call('GET', '/v1/me', { token: accessToken })).body).toMatchObject({ personId });
  });
});
