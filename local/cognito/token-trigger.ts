import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import type { TokenTriggerEvent } from '#/local/cognito/options.ts';
import type { Client, Pool } from '#/local/cognito/pools.ts';
import type { User } from '#/local/cognito/users.ts';

export type TokenOccasion = 'Authentication' | 'NewPasswordChallenge' | 'RefreshTokens';

const names = z.array(z.string()).nullish();
const claimChanges = z.object({
  claimsToAddOrOverride: z.record(z.string(), z.unknown()).nullish(),
  claimsToSuppress: names,
  scopesToAdd: names,
  scopesToSuppress: names,
});
const answerShape = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z
      .object({
        accessTokenGeneration: claimChanges.nullish(),
        idTokenGeneration: claimChanges.nullish(),
        groupOverrideDetails: z.object({ groupsToOverride: names }).nullish(),
      })
      .nullish(),
  }),
});

/** What the trigger may change in one kind of token. */
export type ClaimChanges = z.output<typeof claimChanges>;

export type TokenChanges = { access: ClaimChanges; id: ClaimChanges; groups: readonly string[] };

/** The trigger may neither set nor remove these (AWS's list). */
const FIXED_CLAIMS = new Set(
  [
    [
      'acr',
      'amr',
      'at_hash',
      'auth_time',
      'azp',
      'exp',
      'iat',
      'iss',
      'jti',
      'nbf',
      'nonce',
      'origin_jti',
      'sub',
      'token_use',
    ],
    ['identities', 'aud', 'cognito:username', 'username', 'client_id', 'scope', 'device_key', 'event_id', 'version'],
  ].flat(),
);

/**
 * Asks the pre-token-generation trigger.
 * @throws UserLambdaValidationException when it throws, InvalidLambdaResponseException when it answers another shape
 */
export async function askTokenTrigger(
  cognito: Cognito,
  asked: {
    pool: Pool;
    client: Client;
    user: User;
    occasion: TokenOccasion;
    groups: readonly string[];
    scopes: readonly string[];
  },
): Promise<TokenChanges> {
  const trigger = cognito.options.preTokenGeneration;
  if (!trigger) return { access: {}, id: {}, groups: asked.groups };
  const answer = answerShape.safeParse(await ask(trigger, triggerEvent(cognito, asked)));
  if (!answer.success)
    throw new AwsError('InvalidLambdaResponseException', 'PreTokenGeneration answered another shape.');
  const changes = answer.data.response.claimsAndScopeOverrideDetails;
  return {
    access: changes?.accessTokenGeneration ?? {},
    id: changes?.idTokenGeneration ?? {},
    groups: changes?.groupOverrideDetails?.groupsToOverride ?? asked.groups,
  };
}

/** Applies claims and, for access tokens, scopes to what the pool itself would write. */
export function applyChanges(claims: Record<string, unknown>, changes: ClaimChanges): Record<string, unknown> {
  const suppressed = new Set((changes.claimsToSuppress ?? []).filter((name) => !FIXED_CLAIMS.has(name)));
  const added = Object.entries(changes.claimsToAddOrOverride ?? {}).filter(([name]) => !FIXED_CLAIMS.has(name));
  const entries = [...Object.entries(claims), ...added].filter(([name]) => !suppressed.has(name));
  return Object.fromEntries(entries);
}

/** The scopes of the access token: what the pool grants, plus what was added, minus what was suppressed. */
export function applyScopes(scopes: readonly string[], changes: ClaimChanges): string[] {
  const added = (changes.scopesToAdd ?? []).filter((scope) => !scope.startsWith('aws.cognito') && !/\s/.test(scope));
  const suppressed = new Set(changes.scopesToSuppress ?? []);
  return [...new Set([...scopes, ...added])].filter((scope) => !suppressed.has(scope));
}

type Trigger = NonNullable<Cognito['options']['preTokenGeneration']>;

// The trigger's own message is left out: it could say something about the person.
async function ask(trigger: Trigger, event: TokenTriggerEvent): Promise<unknown> {
  try {
    return await trigger(event);
  } catch {
    throw new AwsError('UserLambdaValidationException', 'PreTokenGeneration failed.');
  }
}

function triggerEvent(cognito: Cognito, asked: Parameters<typeof askTokenTrigger>[1]): TokenTriggerEvent {
  const { pool, client, user } = asked;
  return {
    version: '2',
    triggerSource: `TokenGeneration_${asked.occasion}`,
    region: cognito.options.region,
    userPoolId: pool.id,
    userName: user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client.id },
    request: {
      userAttributes: { sub: user.sub, 'cognito:user_status': user.status, ...user.secrets.attributes },
      groupConfiguration: { groupsToOverride: [...asked.groups], iamRolesToOverride: [] },
      scopes: [...asked.scopes],
    },
    response: { claimsAndScopeOverrideDetails: {} },
  } as TokenTriggerEvent;
}
