import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { noteSignIn } from '#/local/cognito/auth-events.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { action, field, invalidField } from '#/local/cognito/input.ts';
import { assertNotLocked, counterOf, countFailure, forgetFailures } from '#/local/cognito/lockout.ts';
import type { AuthFlow } from '#/local/cognito/options.ts';
import { keptVerifier, passwordMatches } from '#/local/cognito/passwords.ts';
import { type Client, clientById, clientOfPool, type Pool, rotates } from '#/local/cognito/pools.ts';
import { refresh } from '#/local/cognito/refresh.ts';
import { type Challenge, challengeFor, openSession } from '#/local/cognito/sessions.ts';
import { assertMaySignIn, proceed, wrongPassword } from '#/local/cognito/sign-in.ts';
import { startExchange } from '#/local/cognito/srp.ts';
import { findUser } from '#/local/cognito/users.ts';

type Output = ReturnType<Action>;
type Start = { pool: Pool; client: Client; parameters: z.output<typeof parameters> };
type Flow = { allowedBy: AuthFlow; admin: 'only' | 'too' | 'never'; start: (cognito: Cognito, start: Start) => Output };

const parameters = z.object({
  USERNAME: field.username.optional(),
  PASSWORD: field.password.optional(),
  SRP_A: z
    .string()
    .regex(/^[0-9a-fA-F]{1,768}$/, 'Member must be a hexadecimal number of at most 3072 bits')
    .optional(),
  REFRESH_TOKEN: field.token.optional(),
});

const auth = z.object({
  AuthFlow: z.string().max(64),
  ClientId: field.clientId,
  AuthParameters: parameters.default({}),
});

const FLOWS: Record<string, Flow> = {
  USER_SRP_AUTH: { allowedBy: 'ALLOW_USER_SRP_AUTH', admin: 'too', start: startSrp },
  USER_PASSWORD_AUTH: { allowedBy: 'ALLOW_USER_PASSWORD_AUTH', admin: 'never', start: startPassword },
  ADMIN_USER_PASSWORD_AUTH: { allowedBy: 'ALLOW_ADMIN_USER_PASSWORD_AUTH', admin: 'only', start: startPassword },
  ADMIN_NO_SRP_AUTH: { allowedBy: 'ALLOW_ADMIN_USER_PASSWORD_AUTH', admin: 'only', start: startPassword },
  REFRESH_TOKEN_AUTH: { allowedBy: 'ALLOW_REFRESH_TOKEN_AUTH', admin: 'too', start: startRefresh },
  REFRESH_TOKEN: { allowedBy: 'ALLOW_REFRESH_TOKEN_AUTH', admin: 'too', start: startRefresh },
};

export const initiateAuth: Action = action(auth, (cognito, input) => {
  const { pool, client } = clientById(cognito.pools, input.ClientId);
  return start(cognito, input.AuthFlow, { pool, client, parameters: input.AuthParameters }, false);
});

export const adminInitiateAuth: Action = action(auth.extend({ UserPoolId: field.userPoolId }), (cognito, input) => {
  const { pool, client } = clientOfPool(cognito.pools, input.UserPoolId, input.ClientId);
  return start(cognito, input.AuthFlow, { pool, client, parameters: input.AuthParameters }, true);
});

function start(cognito: Cognito, name: string, started: Start, admin: boolean): Output {
  const flow = Object.hasOwn(FLOWS, name) ? FLOWS[name] : undefined;
  if (!flow || flow.admin === (admin ? 'never' : 'only')) {
    throw invalidField('authFlow', `Member must satisfy enum value set: [${Object.keys(FLOWS).join(', ')}]`);
  }
  if (!started.client.flows.includes(flow.allowedBy)) {
    const rotation = flow.start === startRefresh && rotates(started.client);
    const instead = rotation ? ' It rotates refresh tokens: use GetTokensFromRefreshToken.' : '';
    throw new AwsError('InvalidParameterException', `${name} flow not enabled for this client.${instead}`);
  }
  return flow.start(cognito, started);
}

function startSrp(cognito: Cognito, { pool, client, parameters }: Start): Output {
  const name = required(parameters.USERNAME, 'USERNAME');
  const user = findUser(cognito, pool.id, name);
  assertNotLocked(cognito, counterOf(cognito, pool.id, 'password', user, name));
  const kept = keptVerifier(cognito, pool, user, name);
  const exchange = startExchange(required(parameters.SRP_A, 'SRP_A'), kept);
  if (!exchange) throw invalidField('authParameters.SRP_A', 'Member must not be 0 modulo N');
  const username = user?.username ?? decoyUsername(cognito, pool, name);
  const challenge: Challenge = user
    ? challengeFor('PASSWORD_VERIFIER', client.id, user, name)
    : { ...unknownChallenge(pool, client, username), signInName: name };
  const secretBlock = openSession(cognito, { ...challenge, exchange }, 'base64');
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: kept.salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: exchange.serverPublic,
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    },
  };
}

function startPassword(cognito: Cognito, { pool, client, parameters }: Start): Output {
  const signInName = required(parameters.USERNAME, 'USERNAME');
  const password = required(parameters.PASSWORD, 'PASSWORD');
  const user = findUser(cognito, pool.id, signInName);
  const counter = counterOf(cognito, pool.id, 'password', user, signInName);
  assertNotLocked(cognito, counter);
  if (!passwordMatches(cognito, pool, user, signInName, password) || !user) {
    countFailure(cognito, counter);
    noteSignIn(cognito, user, 'Fail', 'Password');
    throw wrongPassword();
  }
  forgetFailures(cognito, counter);
  assertMaySignIn(cognito, user);
  return proceed(cognito, { pool, client, user, signInName, newPassword: false, secondFactor: false });
}

function startRefresh(cognito: Cognito, { client, parameters }: Start): Output {
  return refresh(cognito, client, required(parameters.REFRESH_TOKEN, 'REFRESH_TOKEN'));
}

/** An unknown address gets a made-up username, always the same one; an unknown username is given back. */
function decoyUsername(cognito: Cognito, pool: Pool, name: string): string {
  if (!name.includes('@')) return name;
  const seed = cognito.sealing.digest('decoy-username', pool.id, name.toLowerCase());
  return pool.decoyUsername?.(seed) ?? uuidFrom(seed);
}

function uuidFrom(seed: Buffer): string {
  const hex = seed.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function unknownChallenge(pool: Pool, client: Client, username: string): Omit<Challenge, 'signInName'> {
  return {
    name: 'PASSWORD_VERIFIER',
    poolId: pool.id,
    clientId: client.id,
    username,
    credentialsVersion: 0,
    triesLeft: 1,
    newPassword: false,
  };
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new AwsError('InvalidParameterException', `Missing required parameter ${name}`);
  return value;
}
