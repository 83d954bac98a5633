import { Secret, TOTP } from 'otpauth';
import { expect } from 'vitest';
import type { GivenCognito } from '#/test/local/cognito/given-cognito.ts';

export const PASSWORD = 'Correct horse 9 battery!';

export type Person = { pool: string; username: string; email: string; password: string; secret?: string };
export type Tokens = { AccessToken: string; IdToken: string; RefreshToken: string; ExpiresIn: number };
type Output = Record<string, unknown>;

/** A person with a lasting password; `n` makes ids and addresses differ. */
export async function givenPerson(given: GivenCognito, pool: string, n = 1): Promise<Person> {
  const username = `eu.person_01JD00000000000000000000${String(n).padStart(2, '0')}`;
  const email = `person${n}@example.org`;
  const target = { UserPoolId: given.poolId(pool), Username: username };
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  await given.call('AdminCreateUser', { ...target, UserAttributes, MessageAction: 'SUPPRESS' });
  await given.call('AdminSetUserPassword', { ...target, Password: PASSWORD, Permanent: true });
  return { pool, username, email, password: PASSWORD };
}

/** The same with an authenticator set up at a first sign-in. */
export async function givenEnrolled(given: GivenCognito, pool: string, n = 1): Promise<Person> {
  const person = await givenPerson(given, pool, n);
  await signIn(given, person);
  return person;
}

/** Signs in through every challenge, sets up an authenticator when asked to, and answers the tokens. */
export async function signIn(given: GivenCognito, person: Person, client?: string): Promise<Tokens> {
  const ClientId = given.clientId(person.pool, client);
  const first = await startSignIn(given, person, person.password, client);
  if (first.AuthenticationResult) return first.AuthenticationResult as Tokens;
  if (first.ChallengeName === 'MFA_SETUP') {
    const set = await setUp(given, person, first.Session);
    const last = await respond(given, person, 'MFA_SETUP', set.Session, {}, ClientId);
    return last.AuthenticationResult as Tokens;
  }
  expect(first.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  const code = { SOFTWARE_TOKEN_MFA_CODE: nextCode(given, person.secret) };
  const last = await respond(given, person, 'SOFTWARE_TOKEN_MFA', first.Session, code, ClientId);
  return last.AuthenticationResult as Tokens;
}

/** The first step, by USER_PASSWORD_AUTH. */
export function startSignIn(given: GivenCognito, person: Person, password: string, client?: string): Promise<Output> {
  return given.call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: given.clientId(person.pool, client),
    AuthParameters: { USERNAME: person.username, PASSWORD: password },
  });
}

/** Associates and verifies an authenticator within a sign-in; the person keeps its secret. */
export async function setUp(given: GivenCognito, person: Person, session: unknown): Promise<Output> {
  const associated = await given.call('AssociateSoftwareToken', { Session: session });
  person.secret = String(associated.SecretCode);
  const UserCode = nextCode(given, person.secret);
  return given.call('VerifySoftwareToken', { Session: associated.Session, UserCode });
}

export function respond(
  given: GivenCognito,
  person: Person,
  ChallengeName: string,
  Session: unknown,
  responses: Record<string, string>,
  ClientId = given.clientId(person.pool),
): Promise<Output> {
  const ChallengeResponses = { USERNAME: person.username, ...responses };
  return given.call('RespondToAuthChallenge', { ChallengeName, ClientId, Session, ChallengeResponses });
}

/** A code that was not used yet: the clock moves on to the next one. */
export function nextCode(given: GivenCognito, secret: string | undefined): string {
  given.clock.now += 30_000;
  return codeNow(given, secret);
}

export function codeNow(given: GivenCognito, secret: string | undefined): string {
  return new TOTP({ secret: Secret.fromBase32(secret ?? '') }).generate({ timestamp: given.clock.now });
}

/** A six-digit code that is certainly wrong just now. */
export function wrongCode(given: GivenCognito, secret: string | undefined): string {
  const near = [-30_000, 0, 30_000].map((shift) =>
    new TOTP({ secret: Secret.fromBase32(secret ?? 'AAAA') }).generate({ timestamp: given.clock.now + shift }),
  );
  return ['000000', '111111', '222222', '333333'].find((candidate) => !near.includes(candidate)) ?? '';
}

/** Refused with AWS's error code and, where given, message. */
export async function expectRefused(call: Promise<unknown>, code: string, message?: string | RegExp): Promise<void> {
  const error = await call.then(
    (output) => expect.fail(`expected ${code}, got ${JSON.stringify(output)}`),
    (reason: { code?: string; message?: string }) => reason,
  );
  expect(error.code, error.message).toBe(code);
  if (message !== undefined) expect(error.message).toMatch(message);
}
