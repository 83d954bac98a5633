import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AwsEndpoint } from '#/local/aws/endpoint.ts';
import { type GivenCognito, givenCognito, givenEndpoint, givenInvited } from '#/test/local/cognito/given-cognito.ts';

const EMAIL = 'Dagny.Osterlund@example.org';
const USERNAME = 'eu.person_01JD0000000000000000000001';
const PASSWORD = 'Correct horse 9 battery!';

let given: GivenCognito;
let endpoint: AwsEndpoint;
let secret: string;

beforeAll(async () => {
  given = givenCognito();
  endpoint = await givenEndpoint(given);
});

afterAll(async () => {
  await endpoint.close();
  given.close();
});

it('IA5 IA7: amazon-cognito-identity-js signs in by SRP: temporary password, new password, authenticator set-up', async () => {
  const temporary = await givenInvited(given, 'workforce', USERNAME, EMAIL);

  const session = await signIn(EMAIL.toLowerCase(), temporary);

  await expectSignedIn(session);
});

it('IA7: the next sign-in asks for the code of the authenticator', async () => {
  given.clock.now += 60_000;

  const session = await signIn(USERNAME, PASSWORD);

  await expectSignedIn(session);
});

function signIn(name: string, password: string): Promise<CognitoUserSession> {
  const pool = new CognitoUserPool({
    UserPoolId: given.poolId('workforce'),
    ClientId: given.clientId('workforce'),
    endpoint: endpoint.url,
  });
  const user = new CognitoUser({ Username: name, Pool: pool });
  return new Promise((resolve, reject) => {
    const callbacks = {
      onSuccess: resolve,
      onFailure: reject,
      newPasswordRequired: () => user.completeNewPasswordChallenge(PASSWORD, {}, callbacks),
      mfaSetup: () => user.associateSoftwareToken({ onFailure: reject, associateSecretCode: enrol }),
      totpRequired: () => user.sendMFACode(code(), callbacks, 'SOFTWARE_TOKEN_MFA'),
    };
    const enrol = (secretCode: string): void => {
      secret = secretCode;
      user.verifySoftwareToken(code(), 'phone', { onSuccess: resolve, onFailure: reject });
    };
    user.authenticateUser(new AuthenticationDetails({ Username: name, Password: password }), callbacks);
  });
}

function code(): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: given.clock.now });
}

async function expectSignedIn(session: CognitoUserSession): Promise<void> {
  const keys = given.cognito.jwks(given.poolId('workforce'));
  const verified = await jwtVerify(session.getAccessToken().getJwtToken(), createLocalJWKSet(keys ?? { keys: [] }), {
    issuer: `http://127.0.0.1:4701/${given.poolId('workforce')}`,
    currentDate: new Date(given.clock.now),
  });
  expect(verified.payload).toMatchObject({ token_use: 'access', username: USERNAME });
}
