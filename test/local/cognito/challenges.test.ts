import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GivenCognito, givenCognito, givenInvited } from '#/test/local/cognito/given-cognito.ts';
import {
  codeNow,
  expectRefused,
  givenEnrolled,
  givenPerson,
  nextCode,
  PASSWORD,
  respond,
  type setUp,
  signIn,
  startSignIn,
  wrongCode,
} from '#/test/local/cognito/given-sign-in.ts';

const INVALID_SESSION = 'Invalid session for the user, session is expired.';

let given: GivenCognito;

beforeEach(() => {
  given = givenCognito();
});

afterEach(() => given.close());

it('IA5: the workforce pool gives no tokens for a password alone', async () => {
  const fresh = await givenPerson(given, 'workforce', 1);
  const enrolled = await givenEnrolled(given, 'workforce', 2);

  expect(await startSignIn(given, fresh, PASSWORD)).toMatchObject({ ChallengeName: 'MFA_SETUP' });
  expect(await startSignIn(given, enrolled, PASSWORD)).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
});

it('IA5: MFA_SETUP cannot be finished before a code was verified', async () => {
  const person = await givenPerson(given, 'workforce');
  const first = await startSignIn(given, person, PASSWORD);
  await expectRefused(
    respond(given, person, 'MFA_SETUP', first.Session, {}),
    'NotAuthorizedException',
    INVALID_SESSION,
  );

  const second = await startSignIn(given, person, PASSWORD);
  const associated = await given.call('AssociateSoftwareToken', { Session: second.Session });
  const early = respond(given, person, 'MFA_SETUP', associated.Session, {});
  await expectRefused(early, 'NotAuthorizedException', INVALID_SESSION);
});

it('IA5: a set-up session that was left over cannot replace a factor set up meanwhile', async () => {
  const person = await givenPerson(given, 'workforce');
  const leftOver = await startSignIn(given, person, PASSWORD);
  const associated = await given.call('AssociateSoftwareToken', { Session: leftOver.Session });
  await signIn(given, person);

  const UserCode = codeNow(given, String(associated.SecretCode));
  const verify = given.call('VerifySoftwareToken', { Session: associated.Session, UserCode });

  await expectRefused(verify, 'NotAuthorizedException', INVALID_SESSION);
});

it('a session works once', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const first = await startSignIn(given, person, PASSWORD);
  const code = { SOFTWARE_TOKEN_MFA_CODE: nextCode(given, person.secret) };
  await respond(given, person, 'SOFTWARE_TOKEN_MFA', first.Session, code);

  given.clock.now += 30_000;
  const again = { SOFTWARE_TOKEN_MFA_CODE: codeNow(given, person.secret) };
  const replayed = respond(given, person, 'SOFTWARE_TOKEN_MFA', first.Session, again);

  await expectRefused(replayed, 'NotAuthorizedException', INVALID_SESSION);
});

it('of two answers to one session at the same time only one gets tokens', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const first = await startSignIn(given, person, PASSWORD);
  const code = { SOFTWARE_TOKEN_MFA_CODE: nextCode(given, person.secret) };
  const race = [1, 2].map(() => respond(given, person, 'SOFTWARE_TOKEN_MFA', first.Session, code));

  const outcomes = await Promise.allSettled(race);

  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('a session ends after three minutes', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const first = await startSignIn(given, person, PASSWORD);
  given.clock.now += 3 * 60_000;

  const code = { SOFTWARE_TOKEN_MFA_CODE: codeNow(given, person.secret) };
  const late = respond(given, person, 'SOFTWARE_TOKEN_MFA', first.Session, code);

  await expectRefused(late, 'NotAuthorizedException', INVALID_SESSION);
});

it('a made-up session, one of another challenge, client or user does not work', async () => {
  const person = await givenEnrolled(given, 'clients', 1);
  const token = await signIn(given, person);
  await preferAuthenticator(person, token.AccessToken);
  const other = await givenPerson(given, 'clients', 2);
  const code = (): Record<string, string> => ({ SOFTWARE_TOKEN_MFA_CODE: nextCode(given, person.secret) });
  const session = async (): Promise<unknown> => (await startSignIn(given, person, PASSWORD)).Session;

  const attempts = [
    async () => respond(given, person, 'SOFTWARE_TOKEN_MFA', 'A'.repeat(128), code()),
    async () => respond(given, person, 'NEW_PASSWORD_REQUIRED', await session(), { NEW_PASSWORD: PASSWORD }),
    async () =>
      respond(given, person, 'SOFTWARE_TOKEN_MFA', await session(), code(), given.clientId('clients', 'graceful')),
    async () => respond(given, other, 'SOFTWARE_TOKEN_MFA', await session(), code()),
  ];

  for (const attempt of attempts) await expectRefused(attempt(), 'NotAuthorizedException', INVALID_SESSION);
});

it('a wrong code leaves two more tries, then the session is spent', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const first = await startSignIn(given, person, PASSWORD);
  const guess = { SOFTWARE_TOKEN_MFA_CODE: wrongCode(given, person.secret) };
  for (const _ of [1, 2, 3]) {
    await expectRefused(respond(given, person, 'SOFTWARE_TOKEN_MFA', first.Session, guess), 'CodeMismatchException');
  }

  const right = { SOFTWARE_TOKEN_MFA_CODE: nextCode(given, person.secret) };
  const spent = respond(given, person, 'SOFTWARE_TOKEN_MFA', first.Session, right);

  await expectRefused(spent, 'NotAuthorizedException', INVALID_SESSION);
});

it('guessing codes over many sessions locks the second factor', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const guess = { SOFTWARE_TOKEN_MFA_CODE: wrongCode(given, person.secret) };
  for (const _ of [1, 2, 3, 4, 5]) {
    const { Session } = await startSignIn(given, person, PASSWORD);
    await expectRefused(respond(given, person, 'SOFTWARE_TOKEN_MFA', Session, guess), 'CodeMismatchException');
  }

  const { Session } = await startSignIn(given, person, PASSWORD);
  const locked = respond(given, person, 'SOFTWARE_TOKEN_MFA', Session, guess);

  await expectRefused(locked, 'NotAuthorizedException', 'Password attempts exceeded');
});

it('IA7: a code is good once, even within its window', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const code = { SOFTWARE_TOKEN_MFA_CODE: nextCode(given, person.secret) };
  const first = await startSignIn(given, person, PASSWORD);
  await respond(given, person, 'SOFTWARE_TOKEN_MFA', first.Session, code);

  const second = await startSignIn(given, person, PASSWORD);
  const replayed = respond(given, person, 'SOFTWARE_TOKEN_MFA', second.Session, code);

  await expectRefused(replayed, 'ExpiredCodeException', 'Your software token has already been used once.');
});

it('a wrong temporary password is refused, and so is one that expired', async () => {
  const username = 'eu.person_01JD0000000000000000000009';
  const temporary = await givenInvited(given, 'workforce', username, 'late@example.org');
  const person = { pool: 'workforce', username, email: 'late@example.org', password: temporary };
  await expectRefused(
    startSignIn(given, person, `${temporary}x`),
    'NotAuthorizedException',
    'Incorrect username or password.',
  );

  given.clock.now += 7 * 86_400_000;

  await expectRefused(
    startSignIn(given, person, temporary),
    'NotAuthorizedException',
    /^Temporary password has expired/,
  );
});

it('a new password must satisfy the policy, may carry no attributes, and leaves the session for a better one', async () => {
  const username = 'eu.person_01JD0000000000000000000009';
  const temporary = await givenInvited(given, 'workforce', username, 'new@example.org');
  const person = { pool: 'workforce', username, email: 'new@example.org', password: temporary };
  const { Session } = await startSignIn(given, person, temporary);
  const answer = (responses: Record<string, string>) =>
    respond(given, person, 'NEW_PASSWORD_REQUIRED', Session, responses);

  await expectRefused(answer({ NEW_PASSWORD: 'Short-1' }), 'InvalidPasswordException', /not long enough/);
  const grab = { NEW_PASSWORD: PASSWORD, 'userAttributes.email': 'other@example.org' };
  await expectRefused(answer(grab), 'NotAuthorizedException', /unauthorized attribute/);
  expect(await answer({ NEW_PASSWORD: PASSWORD })).toMatchObject({ ChallengeName: 'MFA_SETUP' });
});

it('a change of credentials ends sign-ins that are half-way', async () => {
  const person = await givenEnrolled(given, 'workforce');
  const target = { UserPoolId: given.poolId('workforce'), Username: person.username };
  const ending: [string, object][] = [
    ['AdminSetUserPassword', { Password: PASSWORD, Permanent: true }],
    ['AdminUserGlobalSignOut', {}],
    ['AdminDisableUser', {}],
  ];
  for (const [action, more] of ending) {
    const { Session } = await startSignIn(given, person, PASSWORD);
    await given.call(action, { ...target, ...more });
    const code = { SOFTWARE_TOKEN_MFA_CODE: nextCode(given, person.secret) };
    const late = respond(given, person, 'SOFTWARE_TOKEN_MFA', Session, code);
    await expectRefused(late, 'NotAuthorizedException', INVALID_SESSION);
  }
});

async function preferAuthenticator(person: Parameters<typeof setUp>[1], AccessToken: string): Promise<void> {
  const associated = await given.call('AssociateSoftwareToken', { AccessToken });
  person.secret = String(associated.SecretCode);
  await given.call('VerifySoftwareToken', { AccessToken, UserCode: nextCode(given, person.secret) });
  await given.call('SetUserMFAPreference', {
    AccessToken,
    SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
  });
}
