import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GivenCognito, givenCognito } from '#/test/local/cognito/given-cognito.ts';
import {
  codeNow,
  givenEnrolled,
  givenPerson,
  PASSWORD,
  type Person,
  wrongCode,
} from '#/test/local/cognito/given-sign-in.ts';

type Output = Record<string, unknown>;

/** What one caller has collected: sessions and secrets that were answered, and which sessions a right code stands behind. */
type Loot = { sessions: string[]; secrets: string[]; proven: Set<string>; tokens: Output[] };

const CHALLENGES = ['PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'MFA_SETUP', 'SOFTWARE_TOKEN_MFA'] as const;

// Mostly the newest session, so that chains get far; sometimes an old one.
const recent = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(9) });

const step = fc.oneof(
  fc.record({ kind: fc.constant('password' as const), who: fc.nat(1), right: fc.boolean() }),
  fc.record({ kind: fc.constant('srp' as const), who: fc.nat(1) }),
  fc.record({ kind: fc.constant('associate' as const), session: recent }),
  fc.record({ kind: fc.constant('verify' as const), session: recent, secret: fc.nat(3), right: fc.boolean() }),
  fc.record({
    kind: fc.constant('respond' as const),
    who: fc.nat(1),
    session: recent,
    challenge: fc.constantFrom(...CHALLENGES),
  }),
  fc.record({ kind: fc.constant('reset' as const), who: fc.nat(1) }),
  fc.record({ kind: fc.constant('refresh' as const), session: recent }),
  fc.record({ kind: fc.constant('off' as const) }),
  fc.record({ kind: fc.constant('wait' as const) }),
);

/** The one way that leads to tokens, tried first: a property about calls that all fail would prove nothing. */
const PROPER_SET_UP: Step[] = [
  { kind: 'password', who: 0, right: true },
  { kind: 'associate', session: 0 },
  { kind: 'verify', session: 0, secret: 0, right: true },
  { kind: 'respond', who: 0, session: 0, challenge: 'MFA_SETUP' },
  { kind: 'off' },
  { kind: 'refresh', session: 0 },
  { kind: 'password', who: 0, right: true },
];

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let given: GivenCognito;
let count = 0;
let tokensGiven = 0;

beforeAll(() => {
  given = givenCognito();
});

afterAll(() => given.close());

it('IA5: no order of calls yields workforce tokens without a second factor', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
    count += 2;
    const people = [await givenPerson(given, 'workforce', count), await givenEnrolled(given, 'workforce', count + 1)];
    const loot: Loot = { sessions: ['A'.repeat(128)], secrets: ['A'.repeat(52)], proven: new Set(), tokens: [] };
    for (const each of steps) await take(each, people, loot);
  });
  await fc.assert(property, { numRuns: 30, examples: [[PROPER_SET_UP]] });
  expect(tokensGiven).toBeGreaterThan(0);
});

async function take(step: Step, people: readonly Person[], loot: Loot): Promise<void> {
  const output = await attempt(step, people, loot).catch(() => undefined);
  if (!output) return;
  if (typeof output.Session === 'string') loot.sessions.unshift(output.Session);
  if (typeof output.SecretCode === 'string') loot.secrets.unshift(output.SecretCode);
  if (step.kind === 'verify' && output.Status === 'SUCCESS') loot.proven.add(String(output.Session));
  if (!output.AuthenticationResult) return;
  tokensGiven += 1;
  // Nobody here ever answers SOFTWARE_TOKEN_MFA rightly, so only a verified set-up, or a refresh after one, may do this.
  if (step.kind !== 'refresh') expect(step).toMatchObject({ kind: 'respond', challenge: 'MFA_SETUP' });
  expect(loot.proven.size).toBeGreaterThan(0);
  if (step.kind === 'respond') expect(loot.proven).toContain(pick(loot.sessions, step.session));
  loot.tokens.unshift(output.AuthenticationResult as Output);
}

function attempt(step: Step, people: readonly Person[], loot: Loot): Promise<Output> {
  const person = people['who' in step ? step.who : 0];
  const session = 'session' in step ? pick(loot.sessions, step.session) : '';
  const ClientId = given.clientId('workforce');
  const USERNAME = person?.username ?? '';
  switch (step.kind) {
    case 'password':
      return initiate('USER_PASSWORD_AUTH', { USERNAME, PASSWORD: step.right ? PASSWORD : 'wrong' });
    case 'srp':
      return initiate('USER_SRP_AUTH', { USERNAME, SRP_A: 'abcdef' });
    case 'associate':
      return given.call('AssociateSoftwareToken', { Session: session });
    case 'verify': {
      const secret = pick(loot.secrets, step.secret);
      const UserCode = step.right ? codeNow(given, secret) : wrongCode(given, secret);
      return given.call('VerifySoftwareToken', { Session: session, UserCode });
    }
    case 'respond': {
      const ChallengeResponses = { USERNAME, ...answers(people) };
      const input = { ChallengeName: step.challenge, ClientId, Session: session, ChallengeResponses };
      return given.call('RespondToAuthChallenge', input);
    }
    case 'reset':
      return reset(ClientId, USERNAME);
    case 'refresh':
      return given.call('GetTokensFromRefreshToken', {
        ClientId,
        RefreshToken: loot.tokens[0]?.RefreshToken ?? session,
      });
    case 'off': {
      const AccessToken = loot.tokens[0]?.AccessToken ?? 'none';
      return given.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: { Enabled: false } });
    }
    case 'wait':
      given.clock.now += 31_000;
      return Promise.resolve({});
  }
}

// Everything a challenge could ask for, except the right code and the right proof.
function answers(people: readonly Person[]): Record<string, string> {
  return {
    NEW_PASSWORD: PASSWORD,
    SOFTWARE_TOKEN_MFA_CODE: wrongCode(given, people[1]?.secret),
    PASSWORD_CLAIM_SECRET_BLOCK: 'A'.repeat(128),
    PASSWORD_CLAIM_SIGNATURE: 'A'.repeat(44),
    TIMESTAMP: 'Sat Nov 21 09:00:00 UTC 2026',
  };
}

async function reset(ClientId: string, Username: string): Promise<Output> {
  await given.call('ForgotPassword', { ClientId, Username });
  const ConfirmationCode = given.outbox.at(-1)?.body.split(' ').at(-1);
  return given.call('ConfirmForgotPassword', { ClientId, Username, ConfirmationCode, Password: PASSWORD });
}

function initiate(AuthFlow: string, AuthParameters: Record<string, string>): Promise<Output> {
  return given.call('InitiateAuth', { AuthFlow, ClientId: given.clientId('workforce'), AuthParameters });
}

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}
