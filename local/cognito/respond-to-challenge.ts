import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { noteSignIn } from '#/local/cognito/auth-events.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { action, field, invalidField } from '#/local/cognito/input.ts';
import { assertNotLocked, counterOf, countFailure, forgetFailures } from '#/local/cognito/lockout.ts';
import { assertPasswordPolicy, changePassword, keptVerifier } from '#/local/cognito/passwords.ts';
import { type Client, clientById, clientOfPool, type Pool } from '#/local/cognito/pools.ts';
import { useCode } from '#/local/cognito/second-factor.ts';
import {
  allowRetry,
  type Challenge,
  type ChallengeName,
  invalidSession,
  sessionUser,
  takeSession,
  unchangedUser,
} from '#/local/cognito/sessions.ts';
import { assertMaySignIn, type Progress, proceed, wrongPassword } from '#/local/cognito/sign-in.ts';
import { expectedSignature } from '#/local/cognito/srp.ts';
import { hasSecondFactor, type User } from '#/local/cognito/users.ts';

type Answer = { pool: Pool; client: Client; session: string | undefined; responses: z.output<typeof responses> };

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const responses = z.looseObject({
  USERNAME: field.username.optional(),
  PASSWORD_CLAIM_SECRET_BLOCK: z.string().min(20).max(2048).regex(BASE64, 'Member must be base64').optional(),
  PASSWORD_CLAIM_SIGNATURE: z.string().max(256).regex(BASE64, 'Member must be base64').optional(),
  TIMESTAMP: z.string().max(64).optional(),
  NEW_PASSWORD: field.password.optional(),
  SOFTWARE_TOKEN_MFA_CODE: field.totp.optional(),
});

const answer = z.object({
  ChallengeName: z.string().max(64),
  ClientId: field.clientId,
  Session: field.session.nullish(),
  ChallengeResponses: responses.default({}),
});

const CHALLENGES: Record<ChallengeName, (cognito: Cognito, answer: Answer) => Promise<Progress> | Progress> = {
  PASSWORD_VERIFIER: verifyPassword,
  NEW_PASSWORD_REQUIRED: setNewPassword,
  MFA_SETUP: finishSetup,
  SOFTWARE_TOKEN_MFA: checkCode,
};

export const respondToAuthChallenge: Action = action(answer, (cognito, input) => {
  const found = clientById(cognito.pools, input.ClientId);
  return respond(cognito, input.ChallengeName, { ...found, ...answerOf(input) });
});

export const adminRespondToAuthChallenge: Action = action(
  answer.extend({ UserPoolId: field.userPoolId }),
  (cognito, input) => {
    const found = clientOfPool(cognito.pools, input.UserPoolId, input.ClientId);
    return respond(cognito, input.ChallengeName, { ...found, ...answerOf(input) });
  },
);

function answerOf(input: z.output<typeof answer>): Pick<Answer, 'session' | 'responses'> {
  return { session: input.Session ?? undefined, responses: input.ChallengeResponses };
}

async function respond(cognito: Cognito, name: string, given: Answer): Promise<Record<string, unknown>> {
  if (!Object.hasOwn(CHALLENGES, name)) {
    throw invalidField('challengeName', `Member must satisfy enum value set: [${Object.keys(CHALLENGES).join(', ')}]`);
  }
  return proceed(cognito, await CHALLENGES[name as ChallengeName](cognito, given));
}

function verifyPassword(cognito: Cognito, given: Answer): Progress {
  const secretBlock = required(given.responses.PASSWORD_CLAIM_SECRET_BLOCK, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const signature = required(given.responses.PASSWORD_CLAIM_SIGNATURE, 'PASSWORD_CLAIM_SIGNATURE');
  const timestamp = required(given.responses.TIMESTAMP, 'TIMESTAMP');
  const { challenge } = takeSession(cognito, secretBlock, 'PASSWORD_VERIFIER');
  assertAnswers(given, challenge);
  const user = unchangedUser(cognito, challenge);
  const counter = counterOf(cognito, given.pool.id, 'password', user, challenge.signInName);
  assertNotLocked(cognito, counter);
  const kept = keptVerifier(cognito, given.pool, user, challenge.signInName);
  const claim = { poolId: given.pool.id, username: challenge.username, secretBlock, timestamp };
  if (!challenge.exchange) throw invalidSession();
  const right = equal(expectedSignature(challenge.exchange, kept, claim), Buffer.from(signature, 'base64'));
  if (!right || !user) {
    countFailure(cognito, counter);
    noteSignIn(cognito, user, 'Fail', 'Password');
    throw wrongPassword();
  }
  forgetFailures(cognito, counter);
  assertMaySignIn(cognito, user);
  return progress(given, challenge, user, false);
}

function setNewPassword(cognito: Cognito, given: Answer): Progress {
  const password = required(given.responses.NEW_PASSWORD, 'NEW_PASSWORD');
  const session = required(given.session, 'Session');
  // App clients may write no attributes.
  if (Object.keys(given.responses).some((key) => key.startsWith('userAttributes.'))) {
    throw new AwsError('NotAuthorizedException', 'A client attempted to write unauthorized attribute');
  }
  assertPasswordPolicy(password);
  const { challenge } = takeSession(cognito, session, 'NEW_PASSWORD_REQUIRED');
  assertAnswers(given, challenge);
  const user = changePassword(cognito, sessionUser(cognito, challenge), password);
  return progress(given, { ...challenge, newPassword: true }, user, false);
}

// The code itself was checked by VerifySoftwareToken; only the session it answered with comes this far.
function finishSetup(cognito: Cognito, given: Answer): Progress {
  const { challenge } = takeSession(cognito, required(given.session, 'Session'), 'MFA_SETUP');
  assertAnswers(given, challenge);
  const user = sessionUser(cognito, challenge);
  if (challenge.verified !== true || !hasSecondFactor(user)) throw invalidSession();
  return progress(given, challenge, user, true);
}

function checkCode(cognito: Cognito, given: Answer): Progress {
  const code = required(given.responses.SOFTWARE_TOKEN_MFA_CODE, 'SOFTWARE_TOKEN_MFA_CODE');
  const session = required(given.session, 'Session');
  const taken = takeSession(cognito, session, 'SOFTWARE_TOKEN_MFA');
  assertAnswers(given, taken.challenge);
  const user = sessionUser(cognito, taken.challenge);
  const outcome = useCode(cognito, user, code);
  if (outcome.kind === 'accepted') return progress(given, taken.challenge, outcome.user, true);
  noteSignIn(cognito, user, 'Fail', 'Mfa');
  allowRetry(cognito, session, taken);
  throw outcome.error;
}

function progress(given: Answer, challenge: Challenge, user: User, secondFactor: boolean): Progress {
  const { pool, client } = given;
  return { pool, client, user, signInName: challenge.signInName, newPassword: challenge.newPassword, secondFactor };
}

// A session belongs to one client and one user; USERNAME may be what was typed or what Cognito answered.
function assertAnswers(given: Answer, challenge: Challenge): void {
  const name = required(given.responses.USERNAME, 'USERNAME').toLowerCase();
  const names = [challenge.username, challenge.signInName].map((known) => known.toLowerCase());
  if (challenge.clientId !== given.client.id || !names.includes(name)) throw invalidSession();
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new AwsError('InvalidParameterException', `Missing required parameter ${name}`);
  return value;
}

function equal(expected: Buffer, given: Buffer): boolean {
  return expected.length === given.length && timingSafeEqual(expected, given);
}
