import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GivenCognito, givenCognito } from '#/test/local/cognito/given-cognito.ts';
import {
  expectRefused,
  givenPerson,
  PASSWORD,
  type Person,
  signIn,
  startSignIn,
} from '#/test/local/cognito/given-sign-in.ts';
import { countedCalls } from './counted-calls.ts';

const WRONG = 'Incorrect username or password.';
const LOCKED = 'Password attempts exceeded';
const STRANGER: Person = {
  pool: 'clients',
  username: 'eu.person_01JD0000000000000000000099',
  email: 'nobody@example.org',
  password: PASSWORD,
};

let given: GivenCognito;
let person: Person;

beforeEach(async () => {
  given = givenCognito();
  person = await givenPerson(given, 'clients');
});

afterEach(() => given.close());

it.each([
  ['known', () => person],
  ['unknown', () => STRANGER],
])('five wrong passwords lock a %s user out, longer each time', async (_, whose) => {
  for (const __ of [1, 2, 3, 4, 5])
    await expectRefused(startSignIn(given, whose(), 'x'), 'NotAuthorizedException', WRONG);
  await expectRefused(startSignIn(given, whose(), PASSWORD), 'NotAuthorizedException', LOCKED);
  await expectRefused(startSrp(whose().username), 'NotAuthorizedException', LOCKED);

  given.clock.now += 1_000;
  await expectRefused(startSignIn(given, whose(), 'x'), 'NotAuthorizedException', WRONG);
  given.clock.now += 1_000;
  await expectRefused(startSignIn(given, whose(), 'x'), 'NotAuthorizedException', LOCKED);
  given.clock.now += 1_000;
  await expectRefused(startSignIn(given, whose(), 'x'), 'NotAuthorizedException', WRONG);
});

it('the right password after the lock resets the count', async () => {
  for (const _ of [1, 2, 3, 4, 5])
    await expectRefused(startSignIn(given, person, 'x'), 'NotAuthorizedException', WRONG);
  given.clock.now += 1_000;
  await signIn(given, person);

  for (const _ of [1, 2, 3, 4]) await expectRefused(startSignIn(given, person, 'x'), 'NotAuthorizedException', WRONG);
  await signIn(given, person);
});

it('wrong SRP proofs count like wrong passwords', async () => {
  for (const _ of [1, 2, 3, 4, 5]) await expectRefused(wrongProof(person.username), 'NotAuthorizedException', WRONG);

  await expectRefused(startSignIn(given, person, PASSWORD), 'NotAuthorizedException', LOCKED);
});

it('an unknown user gets an SRP challenge like anybody, the same salt each time, and the same refusal', async () => {
  const known = parametersOf(await startSrp(person.username));
  const first = parametersOf(await startSrp(STRANGER.username));
  const second = parametersOf(await startSrp(STRANGER.username));

  expect(Object.keys(first).sort()).toEqual(Object.keys(known).sort());
  expect(first.SALT).toBe(second.SALT);
  expect(first.SALT).toHaveLength(known.SALT?.length ?? 0);
  expect(first.SRP_B).not.toBe(second.SRP_B);
  expect(first.USER_ID_FOR_SRP).toBe(STRANGER.username);
  await expectRefused(wrongProof(STRANGER.username), 'NotAuthorizedException', WRONG);
});

it('an unknown address gets a made-up username that looks real and stays the same', async () => {
  const first = parametersOf(await startSrp('stranger@example.org', 'workforce'));
  const second = parametersOf(await startSrp('Stranger@Example.org', 'workforce'));

  expect(first.USER_ID_FOR_SRP).toMatch(/^eu\.person_[0-9A-Z]{26}$/);
  expect(second.USER_ID_FOR_SRP).toBe(first.USER_ID_FOR_SRP);
  expect(parametersOf(await startSrp('stranger@example.org')).USER_ID_FOR_SRP).toMatch(/^[0-9a-f-]{36}$/);
});

it('a known and an unknown user take the same work, and so the same time', async () => {
  const workFor = (who: Person) =>
    countedCalls('local/cognito/srp.ts', () => startSignIn(given, who, 'wrong').catch(() => undefined));
  // What is made once is made before.
  await workFor(STRANGER);
  const forKnown = await workFor(person);

  expect(forKnown).toMatchObject({ powerOfG: 1 });
  expect(await workFor(STRANGER)).toEqual({ ...forKnown, decoyVerifier: 1, expand: expect.any(Number) });
});

it('a disabled user, or one who must reset, hears so only with the right password', async () => {
  const target = { UserPoolId: given.poolId('clients'), Username: person.username };
  await given.call('AdminResetUserPassword', target);
  await expectRefused(startSignIn(given, person, 'x'), 'NotAuthorizedException', WRONG);
  await expectRefused(startSignIn(given, person, PASSWORD), 'PasswordResetRequiredException');

  await given.call('AdminDisableUser', target);
  await expectRefused(startSignIn(given, person, 'x'), 'NotAuthorizedException', WRONG);
  await expectRefused(startSignIn(given, person, PASSWORD), 'NotAuthorizedException', 'User is disabled.');
});

it.each([
  ['Aa1!aaaaaaa', 'not long enough'],
  ['aaaaaaaaaa1!', 'uppercase'],
  ['AAAAAAAAAA1!', 'lowercase'],
  ['AaAaAaAaAaA!', 'numeric'],
  ['AaAaAaAaAa11', 'symbol'],
])('IA14: the policy refuses %s: %s', async (password, why) => {
  const target = { UserPoolId: given.poolId('clients'), Username: person.username };
  const set = given.call('AdminSetUserPassword', { ...target, Password: password, Permanent: true });

  await expectRefused(set, 'InvalidPasswordException', new RegExp(`^Password did not conform with policy.*${why}`));
});

it('IA14: no answer about a user holds anything made from the password', async () => {
  const details = await given.call('AdminGetUser', { UserPoolId: given.poolId('clients'), Username: person.username });

  expect(Object.keys(details).sort()).toEqual(
    ['Enabled', 'UserAttributes', 'UserCreateDate', 'UserLastModifiedDate', 'UserStatus', 'Username'].sort(),
  );
});

it('A = 0 modulo N and other odd numbers are refused', async () => {
  await expectRefused(startSrp(person.username, 'clients', '0'), 'InvalidParameterException', /authParameters\.SRP_A/);
  await expectRefused(
    startSrp(person.username, 'clients', 'xyz'),
    'InvalidParameterException',
    /authParameters\.SRP_A/,
  );
});

function startSrp(name: string, pool = 'clients', SRP_A = 'abcdef'): Promise<Record<string, unknown>> {
  const AuthParameters = { USERNAME: name, SRP_A };
  return given.call('InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', ClientId: given.clientId(pool), AuthParameters });
}

async function wrongProof(name: string): Promise<unknown> {
  const { SECRET_BLOCK = '', USER_ID_FOR_SRP = '' } = parametersOf(await startSrp(name));
  return given.call('RespondToAuthChallenge', {
    ChallengeName: 'PASSWORD_VERIFIER',
    ClientId: given.clientId('clients'),
    ChallengeResponses: {
      USERNAME: USER_ID_FOR_SRP,
      PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32, 7).toString('base64'),
      TIMESTAMP: 'Sat Nov 21 09:00:00 UTC 2026',
    },
  });
}

function parametersOf(output: Record<string, unknown>): Record<string, string> {
  return output.ChallengeParameters as Record<string, string>;
}
