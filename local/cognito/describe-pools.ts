import * as z from 'zod';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { action, field } from '#/local/cognito/input.ts';
import { page } from '#/local/cognito/paging.ts';
import { PASSWORD_POLICY } from '#/local/cognito/passwords.ts';
import { type Client, clientOfPool, graceSeconds, type Pool, poolById, rotates } from '#/local/cognito/pools.ts';
import { seconds } from '#/local/cognito/user-view.ts';

export const listUserPools: Action = action(
  z.object({ MaxResults: z.int().min(1).max(60), NextToken: field.pageToken }),
  (cognito, input) => {
    const asked = { limit: input.MaxResults, token: input.NextToken, keyOf: (pool: Pool) => pool.id };
    const found = page(cognito, ['ListUserPools'], cognito.pools.pools, asked);
    return { UserPools: found.items.map(poolSummary), ...(found.next ? { NextToken: found.next } : {}) };
  },
);

export const describeUserPool: Action = action(z.object({ UserPoolId: field.userPoolId }), (cognito, input) => {
  return { UserPool: poolType(cognito, poolById(cognito.pools, input.UserPoolId)) };
});

export const listUserPoolClients: Action = action(
  z.object({ UserPoolId: field.userPoolId, MaxResults: z.int().min(1).max(60).optional(), NextToken: field.pageToken }),
  (cognito, input) => {
    const pool = poolById(cognito.pools, input.UserPoolId);
    const clients = cognito.pools.clients.filter((client) => client.poolId === pool.id);
    const asked = { limit: input.MaxResults, token: input.NextToken, keyOf: (client: Client) => client.id };
    const found = page(cognito, ['ListUserPoolClients', pool.id], clients, asked);
    const UserPoolClients = found.items.map(({ id, name }) => ({
      ClientId: id,
      ClientName: name,
      UserPoolId: pool.id,
    }));
    return { UserPoolClients, ...(found.next ? { NextToken: found.next } : {}) };
  },
);

export const describeUserPoolClient: Action = action(
  z.object({ UserPoolId: field.userPoolId, ClientId: field.clientId }),
  (cognito, input) => {
    const { client } = clientOfPool(cognito.pools, input.UserPoolId, input.ClientId);
    return { UserPoolClient: clientType(client) };
  },
);

function poolSummary(pool: Pool): Record<string, unknown> {
  const created = seconds(pool.createdAt);
  return { Id: pool.id, Name: pool.name, LambdaConfig: {}, CreationDate: created, LastModifiedDate: created };
}

function poolType(cognito: Cognito, pool: Pool): Record<string, unknown> {
  const { region } = cognito.options;
  const count = cognito.store.get('SELECT count(*) AS users FROM users WHERE pool_id = ?', pool.id);
  const days = pool.temporaryPasswordDays ?? 7;
  return {
    ...poolSummary(pool),
    Arn: `arn:aws:cognito-idp:${region}:000000000000:userpool/${pool.id}`,
    Policies: { PasswordPolicy: { ...PASSWORD_POLICY, TemporaryPasswordValidityDays: days } },
    MfaConfiguration: pool.mfa,
    AliasAttributes: ['email'],
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, UnusedAccountValidityDays: days },
    EstimatedNumberOfUsers: Number(count?.users),
    UserPoolTier: 'PLUS',
  };
}

function clientType(client: Client): Record<string, unknown> {
  const created = seconds(client.createdAt);
  const rotation = rotates(client)
    ? { Feature: 'ENABLED', RetryGracePeriodSeconds: graceSeconds(client) }
    : { Feature: 'DISABLED' };
  return {
    ClientId: client.id,
    ClientName: client.name,
    UserPoolId: client.poolId,
    CreationDate: created,
    LastModifiedDate: created,
    AccessTokenValidity: client.accessTokenMinutes,
    IdTokenValidity: client.accessTokenMinutes,
    RefreshTokenValidity: client.refreshTokenHours,
    TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'hours' },
    ExplicitAuthFlows: client.flows,
    RefreshTokenRotation: rotation,
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
    AuthSessionValidity: 3,
  };
}
