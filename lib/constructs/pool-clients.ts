import { type CfnUserPool, CfnUserPoolClient, type CfnUserPoolResourceServer } from 'aws-cdk-lib/aws-cognito';
import { type Pool, tokenLifetimes } from '#/domain/access/roles.ts';
import { apiClientName, factorsClientName } from '#/domain/access/token.ts';
import type { RegionalStack } from './regional-stack.ts';

/**
 * An attribute that nobody can change. An app client without a list of writable attributes may write all standard ones,
 * and Cognito takes an empty list for none given; a list with only this one leaves nothing to write.
 */
export const sealedAttribute = {
  name: 'sealed',
  attributeDataType: 'String',
  mutable: false,
  required: false,
  stringAttributeConstraints: { minLength: '1', maxLength: '1' },
} as const;

/**
 * Two clients a pool: `api`, whose tokens the API takes, and `factors`, whose tokens manage the second factor and the
 * password and which the API refuses. So a stolen API token cannot change how somebody signs in. Returns `api`.
 */
export function poolClients(
  stack: RegionalStack,
  name: Pool,
  pool: CfnUserPool,
  server: CfnUserPoolResourceServer,
): CfnUserPoolClient {
  const { accessMinutes, refreshHours } = tokenLifetimes[name];
  const api = poolClient(stack, name, pool, { use: apiClientName, accessMinutes, refreshHours });
  api.addResourceDependency(server);
  poolClient(stack, name, pool, {
    use: factorsClientName,
    accessMinutes: tokenLifetimes.workforce.accessMinutes,
    refreshHours: 1,
  });
  return api;
}

function poolClient(
  stack: RegionalStack,
  name: Pool,
  pool: CfnUserPool,
  { use, accessMinutes, refreshHours }: { use: string; accessMinutes: number; refreshHours: number },
): CfnUserPoolClient {
  return new CfnUserPoolClient(stack, `${name}-client-${use}`, {
    userPoolId: pool.ref,
    clientName: use,
    // A browser cannot keep a secret.
    generateSecret: false,
    // Rotation excludes ALLOW_REFRESH_TOKEN_AUTH: refreshing is GetTokensFromRefreshToken, which needs no flow.
    explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
    refreshTokenRotation: { feature: 'ENABLED', retryGracePeriodSeconds: 0 },
    enableTokenRevocation: true,
    preventUserExistenceErrors: 'ENABLED',
    allowedOAuthFlowsUserPoolClient: false,
    supportedIdentityProviders: ['COGNITO'],
    readAttributes: ['email', 'email_verified'],
    writeAttributes: [`custom:${sealedAttribute.name}`],
    accessTokenValidity: accessMinutes,
    idTokenValidity: accessMinutes,
    refreshTokenValidity: refreshHours,
    tokenValidityUnits: { accessToken: 'minutes', idToken: 'minutes', refreshToken: 'hours' },
    // The shortest that Cognito allows: a half-finished sign-in is worth nothing for long.
    authSessionValidity: 3,
  });
}
