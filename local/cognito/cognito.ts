import type { JSONWebKeySet } from 'jose';
import type { AwsService } from '#/local/aws/service.ts';
import { ACTIONS } from '#/local/cognito/actions.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import type { CognitoOptions } from '#/local/cognito/options.ts';
import { assertPoolDefinitions, openPools } from '#/local/cognito/pools.ts';
import { publicKeys } from '#/local/cognito/signing-keys.ts';
import { COGNITO_TABLES } from '#/local/cognito/tables.ts';
import { unsupported } from '#/local/cognito/unsupported.ts';
import { createSealing } from '#/local/sqlite/sealing.ts';
import { openStore } from '#/local/sqlite/store.ts';

type PoolListing = { name: string; id: string; clients: { name: string; id: string }[] };

export type LocalCognito = {
  service: AwsService;
  /** The public keys of a pool, undefined for an unknown one. */
  jwks(poolId: string): JSONWebKeySet | undefined;
  pools(): PoolListing[];
  close(): void;
};

/** Cognito user pools on this machine, behind AWS's own API. Throws when a definition is one that AWS would refuse. */
export function openCognito(options: CognitoOptions): LocalCognito {
  assertPoolDefinitions(options.pools);
  const sealing = createSealing(options.sealingKey);
  const store = openStore(options.file, COGNITO_TABLES);
  const cognito: Cognito = { options, store, sealing, now: options.now, pools: openPools(store, options) };
  return {
    service: { targetPrefix: 'AWSCognitoIdentityProviderService', call: (name, input) => call(cognito, name, input) },
    jwks: (poolId) =>
      cognito.pools.pools.some((pool) => pool.id === poolId) ? publicKeys(cognito, poolId) : undefined,
    pools: () => listing(cognito),
    close: () => store.close(),
  };
}

async function call(cognito: Cognito, name: string, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) throw unsupported(name);
  return await action(cognito, input);
}

function listing(cognito: Cognito): PoolListing[] {
  return cognito.pools.pools.map(({ name, id }) => ({
    name,
    id,
    clients: cognito.pools.clients
      .filter((client) => client.poolId === id)
      .map((client) => ({ name: client.name, id: client.id })),
  }));
}
