import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GivenCognito, givenCognito, givenInvited } from '#/test/local/cognito/given-cognito.ts';
import {
  expectRefused,
  givenEnrolled,
  givenPerson,
  PASSWORD,
  type Person,
  signIn,
  startSignIn,
} from '#/test/local/cognito/given-sign-in.ts';

const NEXT = 'Another horse 8 stable?';

let given: GivenCognito;

beforeEach(() => {
  given = givenCognito();
});

afterEach(() => given.close());

it('a mailed code sets a new password, once', async () => {
  const person = await givenPerson(given, 'clients');
  await forgot(person.username);
  const code = mailedCode();
  await confirm(person.username, code);

  await expectRefused(startSignIn(given, person, PASSWORD), 'NotAuthorizedException');
  expect(await startSignIn(given, person, NEXT)).toHaveProperty('AuthenticationResult');
  await expectRefused(confirm(person.username, code), 'CodeMismatchException');
});

it('IA5: a reset password still needs the second factor', async () => {
  const person = await givenEnrolled(given, 'workforce');
  await forgot(person.username, 'workforce');
  await confirm(person.username, mailedCode(), 'workforce');

  expect(await startSignIn(given, person, NEXT)).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
});

it('asking for a code answers alike for users and strangers, and only users get mail', async () => {
  const person = await givenPerson(given, 'clients');

  const known = await forgot(person.email.toUpperCase());
  expect(known).toEqual({
    CodeDeliveryDetails: { Destination: 'p***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
  });
  expect(await forgot('PETER@elsewhere.example')).toEqual(known);
  const stranger = await forgot('eu.person_unknown');
  expect(stranger).toEqual(await forgot('eu.person_unknown'));
  expect(JSON.stringify(stranger)).toMatch(/"[a-z]\*\*\*@[a-z]\*\*\*"/);
  expect(given.outbox).toHaveLength(1);
});

it('a person who never signed in gets no code: the invitation is the way', async () => {
  await givenInvited(given, 'clients', 'eu.person_01JD0000000000000000000051', 'fresh@example.org');

  await forgot('fresh@example.org');

  expect(given.outbox).toHaveLength(1);
});

it('codes expire after an hour and after five wrong guesses; strangers hear the same', async () => {
  const person = await givenPerson(given, 'clients');
  await forgot(person.username);
  const code = mailedCode();
  const wrong = code === '000000' ? '111111' : '000000';
  for (const name of [person.username, 'eu.person_unknown']) {
    for (const _ of [1, 2, 3, 4, 5]) await expectRefused(confirm(name, wrong), 'CodeMismatchException');
  }
  await expectRefused(confirm(person.username, code), 'CodeMismatchException');

  await forgot(person.username);
  given.clock.now += 60 * 60_000;
  await expectRefused(confirm(person.username, mailedCode()), 'ExpiredCodeException');
});

it.each(['known', 'unknown'])('codes for a %s user can be asked for ten times an hour', async (kind) => {
  const name = kind === 'known' ? (await givenPerson(given, 'clients')).username : 'eu.person_unknown';
  for (let turn = 0; turn < 10; turn++) await forgot(name);

  await expectRefused(forgot(name), 'LimitExceededException');
  given.clock.now += 60 * 60_000;
  await forgot(name);
});

it("an administrator's reset stops the old password and mails a code", async () => {
  const person = await givenPerson(given, 'clients');
  await given.call('AdminResetUserPassword', target(person));
  await expectRefused(startSignIn(given, person, PASSWORD), 'PasswordResetRequiredException');

  await confirm(person.username, mailedCode());

  expect(await startSignIn(given, person, NEXT)).toHaveProperty('AuthenticationResult');
});

it('AdminSetUserPassword sets a lasting or a temporary password', async () => {
  const person = await givenPerson(given, 'clients');
  await given.call('AdminSetUserPassword', { ...target(person), Password: NEXT, Permanent: true });
  expect(await startSignIn(given, person, NEXT)).toHaveProperty('AuthenticationResult');

  await given.call('AdminSetUserPassword', { ...target(person), Password: PASSWORD });
  expect(await startSignIn(given, person, PASSWORD)).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
});

it('ChangePassword asks for the present password and counts wrong guesses', async () => {
  const person = await givenPerson(given, 'clients');
  const { AccessToken } = await signIn(given, person);
  const change = (PreviousPassword: string, ProposedPassword = NEXT) =>
    given.call('ChangePassword', { AccessToken, PreviousPassword, ProposedPassword });

  await expectRefused(change(PASSWORD, 'short'), 'InvalidPasswordException');
  for (const _ of [1, 2, 3, 4]) await expectRefused(change('wrong'), 'NotAuthorizedException', /Incorrect/);
  expect(await change(PASSWORD)).toEqual({});
  expect(await startSignIn(given, person, NEXT)).toHaveProperty('AuthenticationResult');
  for (const _ of [1, 2, 3, 4, 5]) await expectRefused(change('wrong'), 'NotAuthorizedException', /Incorrect/);
  await expectRefused(change(NEXT), 'NotAuthorizedException', 'Password attempts exceeded');
});

function forgot(Username: string, pool = 'clients'): Promise<Record<string, unknown>> {
  return given.call('ForgotPassword', { ClientId: given.clientId(pool), Username });
}

function confirm(Username: string, ConfirmationCode: string, pool = 'clients'): Promise<Record<string, unknown>> {
  const ClientId = given.clientId(pool);
  return given.call('ConfirmForgotPassword', { ClientId, Username, ConfirmationCode, Password: NEXT });
}

function mailedCode(): string {
  return given.outbox.at(-1)?.body.split(' ').at(-1) ?? '';
}

function target(person: Person): { UserPoolId: string; Username: string } {
  return { UserPoolId: given.poolId(person.pool), Username: person.username };
}
