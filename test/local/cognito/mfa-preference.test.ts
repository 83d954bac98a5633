import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GivenCognito, givenCognito } from '#/test/local/cognito/given-cognito.ts';
import {
  expectRefused,
  givenEnrolled,
  givenPerson,
  nextCode,
  PASSWORD,
  type Person,
  signIn,
  startSignIn,
  wrongCode,
} from '#/test/local/cognito/given-sign-in.ts';

const ON = { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } };
const OFF = { SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false } };

let given: GivenCognito;

beforeEach(() => {
  given = givenCognito();
});

afterEach(() => given.close());

it('IA5: in the workforce pool neither a user nor an administrator can switch the factor off', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const { AccessToken } = await signIn(given, person);

  await given.call('SetUserMFAPreference', { AccessToken, ...OFF });
  await given.call('AdminSetUserMFAPreference', { ...target(person), ...OFF });

  expect(await startSignIn(given, person, PASSWORD)).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
});

it('IA5: after an administrator deleted a lost authenticator, the next sign-in must set up a new one', async () => {
  const person = await givenEnrolled(given, 'workforce');
  await given.call('AdminDeleteSoftwareToken', target(person));

  expect(await startSignIn(given, person, PASSWORD)).toMatchObject({ ChallengeName: 'MFA_SETUP' });
  const former = person.secret;
  await signIn(given, person);
  expect(person.secret).not.toBe(former);
  expect(await startSignIn(given, person, PASSWORD)).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
});

it('IA7: a client sets up an authenticator by access token and is asked for it once it is switched on', async () => {
  const person = await givenPerson(given, 'clients');
  const { AccessToken } = await signIn(given, person);
  await expectRefused(
    given.call('SetUserMFAPreference', { AccessToken, ...ON }),
    'InvalidParameterException',
    /not verified/,
  );
  await enrol(person, AccessToken);
  expect(await startSignIn(given, person, PASSWORD)).toHaveProperty('AuthenticationResult');

  await given.call('SetUserMFAPreference', { AccessToken, ...ON });

  expect(await startSignIn(given, person, PASSWORD)).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
  expect(await given.call('GetUser', { AccessToken })).toMatchObject({ PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' });
  await signIn(given, person);
  await given.call('SetUserMFAPreference', { AccessToken, ...OFF });
  expect(await startSignIn(given, person, PASSWORD)).toHaveProperty('AuthenticationResult');
});

it('a new authenticator replaces the old one only when its first code is right', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const { AccessToken } = await signIn(given, person);
  const { SecretCode } = await given.call('AssociateSoftwareToken', { AccessToken });
  const UserCode = wrongCode(given, String(SecretCode));
  const verify = given.call('VerifySoftwareToken', { AccessToken, UserCode });

  await expectRefused(verify, 'EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA');
  await signIn(given, person);
  await enrol(person, AccessToken);
  await signIn(given, person);
});

it('verifying without associating, and other kinds of factors, are refused', async () => {
  const person = await givenPerson(given, 'clients');
  const { AccessToken } = await signIn(given, person);
  const sms = given.call('SetUserMFAPreference', { AccessToken, SMSMfaSettings: { Enabled: true } });

  await expectRefused(sms, 'InvalidParameterException', /SOFTWARE_TOKEN_MFA only/);
  const verify = given.call('VerifySoftwareToken', { AccessToken, UserCode: '123456' });
  await expectRefused(verify, 'SoftwareTokenMFANotFoundException');
});

function target(person: Person): { UserPoolId: string; Username: string } {
  return { UserPoolId: given.poolId(person.pool), Username: person.username };
}

async function enrol(person: Person, AccessToken: string): Promise<void> {
  const { SecretCode } = await given.call('AssociateSoftwareToken', { AccessToken });
  person.secret = String(SecretCode);
  const UserCode = nextCode(given, person.secret);
  expect(await given.call('VerifySoftwareToken', { AccessToken, UserCode })).toEqual({ Status: 'SUCCESS' });
}
