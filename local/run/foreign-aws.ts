import {
  CognitoIdentityProviderClient,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { createRemoteJWKSet } from 'jose';
import { type Pool, pools } from '#/domain/access/roles.ts';
import { apiClientName } from '#/domain/access/token.ts';
import type { Instance } from '#/lib/instances.ts';
import { keyAlias, userPoolName } from '#/lib/names.ts';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import type { TokenIssuer } from '#/local/gateway/authorizer.ts';
import type { AwsSide } from './aws-side.ts';
import type { UserPool } from './user-pools.ts';

const MOST_POOLS = 60;

/** Said once when the endpoint lacks something: all that has to be there. */
const needs = (instance: string): string =>
  `AWS_ENDPOINT_URL must offer DynamoDB with streams (missing tables are made), the KMS keys ${keyAlias(instance, 'wrapping')} ` +
  `(SYMMETRIC_DEFAULT), ${keyAlias(instance, 'mac')} (HMAC_256) and ${keyAlias(instance, 'signing')} ` +
  `(ECC_NIST_P256, SIGN_VERIFY), and the user pools ` +
  `${pools.map((pool) => userPoolName(instance, pool)).join(' and ')}, each with one app client whose access tokens ` +
  'carry the scope coachvault/api; unset it to use the endpoint that comes with the local run.';

async function orExplain<T>(instance: string, what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const found = await ask().catch(() => undefined);
  if (found !== undefined) return found;
  throw new LocalRunError(`The AWS endpoint that you set has no ${what}: ${needs(instance)}`);
}

async function findUserPool(cognito: CognitoIdentityProviderClient, name: string): Promise<UserPool | undefined> {
  const { UserPools = [] } = await cognito.send(new ListUserPoolsCommand({ MaxResults: MOST_POOLS }));
  const id = UserPools.find((pool) => pool.Name === name)?.Id;
  if (id === undefined) return undefined;
  const { UserPoolClients = [] } = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId: id }));
  const client = UserPoolClients.find(({ ClientName }) => ClientName === apiClientName) ?? UserPoolClients[0];
  const clientId = client?.ClientId;
  return clientId === undefined ? undefined : { id, clientId };
}

/** Emulators choose their own issuer; the pool's metadata says which. */
async function issuerOf(endpointUrl: string, { id }: UserPool): Promise<TokenIssuer> {
  const base = `${endpointUrl.replace(/\/$/, '')}/${id}`;
  const metadata = await fetch(`${base}/.well-known/openid-configuration`).catch(() => undefined);
  const stated = metadata?.ok ? ((await metadata.json().catch(() => ({}))) as { issuer?: string }).issuer : undefined;
  return { issuer: stated ?? base, keys: createRemoteJWKSet(new URL(`${base}/.well-known/jwks.json`)) };
}

/** What stands in this process's environment; an emulator takes any credentials, so those of nobody do. */
const foreignAwsEnvironment = (region: string, endpointUrl: string, ownUrl: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_ENDPOINT_URL_LAMBDA: ownUrl,
  AWS_ENDPOINT_URL_SCHEDULER: ownUrl,
  AWS_ENDPOINT_URL_WAFV2: ownUrl,
  AWS_ENDPOINT_URL_CLOUDTRAIL: ownUrl,
  AWS_ENDPOINT_URL_IAM: ownUrl,
  AWS_REGION: region,
  ...(process.env.AWS_ACCESS_KEY_ID || process.env.AWS_PROFILE
    ? {}
    : { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }),
});

/**
 * Uses the endpoint that the user named, but for Lambda, Scheduler, the firewall, the trail and IAM,
 * which are ours at `lambdaUrl`. Throws LocalRunError
 * when something that must exist there does not.
 */
export async function useForeignAws(instance: Instance, endpointUrl: string, lambdaUrl: string): Promise<AwsSide> {
  const { id, region } = instance;
  Object.assign(process.env, foreignAwsEnvironment(region, endpointUrl, lambdaUrl));
  const config = { endpoint: endpointUrl, region };
  const [kms, cognito] = [new KMSClient(config), new CognitoIdentityProviderClient(config)];
  const keyOf = (use: keyof AwsSide['keys']): Promise<string> =>
    orExplain(id, `KMS key ${keyAlias(id, use)}`, async () => {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyAlias(id, use) }));
      return KeyMetadata?.Arn ?? KeyMetadata?.KeyId;
    });
  const poolOf = (pool: Pool): Promise<UserPool> => {
    const name = userPoolName(id, pool);
    return orExplain(id, `user pool ${name} with an app client`, () => findUserPool(cognito, name));
  };
  const keys = { wrapping: await keyOf('wrapping'), mac: await keyOf('mac'), signing: await keyOf('signing') };
  const userPools = { workforce: await poolOf('workforce'), clients: await poolOf('clients') };
  const issuers = await Promise.all(pools.map((pool) => issuerOf(endpointUrl, userPools[pool])));
  kms.destroy();
  cognito.destroy();
  return { endpointUrl, lambdaUrl, userPools, issuers, keys, outbox: undefined, here: undefined };
}
