import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { endFamily, familyOfToken, rotateToken, usableFamily } from '#/local/cognito/families.ts';
import { action, field } from '#/local/cognito/input.ts';
import { type Client, clientById, poolById, rotates } from '#/local/cognito/pools.ts';
import { signTokens } from '#/local/cognito/tokens.ts';
import { findUser, type User } from '#/local/cognito/users.ts';

export const getTokensFromRefreshToken: Action = action(
  z.object({ RefreshToken: field.token, ClientId: field.clientId }),
  (cognito, input) => refresh(cognito, clientById(cognito.pools, input.ClientId).client, input.RefreshToken),
);

/** Ends the sign-in a refresh token belongs to. An unknown token is no error (RFC 7009). */
export const revokeToken: Action = action(
  z.object({ Token: field.token, ClientId: field.clientId }),
  (cognito, input) => {
    const { client } = clientById(cognito.pools, input.ClientId);
    if (input.Token.split('.').length === 3) {
      throw new AwsError('UnsupportedTokenTypeException', 'Token type is not supported for revocation.');
    }
    const family = familyOfToken(cognito, input.Token);
    if (family && family.clientId !== client.id) {
      throw new AwsError('UnauthorizedException', 'The token was issued to another client.');
    }
    if (family) endFamily(cognito, family.id);
    return {};
  },
);

/** New tokens for a refresh token; with rotation a new refresh token as well. @throws NotAuthorizedException and more */
export async function refresh(cognito: Cognito, client: Client, token: string): Promise<Record<string, unknown>> {
  const pool = poolById(cognito.pools, client.poolId);
  const family = usableFamily(cognito, client, token);
  const user = activeUser(cognito, pool.id, family.sub);
  const signed = await signTokens(cognito, { pool, client, user, family, occasion: 'RefreshTokens' });
  // Signing took time: the same token may have been used, or the user signed out, meanwhile.
  usableFamily(cognito, client, token);
  activeUser(cognito, pool.id, family.sub);
  if (!rotates(client)) return { AuthenticationResult: signed };
  return { AuthenticationResult: { ...signed, RefreshToken: rotateToken(cognito, family, token) } };
}

function activeUser(cognito: Cognito, poolId: string, sub: string): User {
  const user = findUser(cognito, poolId, sub);
  if (!user) throw new AwsError('NotAuthorizedException', 'Invalid Refresh Token');
  if (!user.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
  return user;
}
