import { randomInt } from 'node:crypto';
import { AwsError } from '#/local/aws/service.ts';
import type { ClientDefinition, CognitoOptions, PoolDefinition } from '#/local/cognito/options.ts';
import type { Store } from '#/local/sqlite/store.ts';

export type Pool = PoolDefinition & { id: string; createdAt: number };
export type Client = ClientDefinition & { id: string; poolId: string; createdAt: number };
export type PoolDirectory = { pools: readonly Pool[]; clients: readonly Client[] };

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Throws on a definition that AWS would refuse. */
export function assertPoolDefinitions(pools: readonly PoolDefinition[]): void {
  for (const client of pools.flatMap((pool) => pool.clients)) {
    if (rotates(client) && client.flows.includes('ALLOW_REFRESH_TOKEN_AUTH')) {
      throw new Error(`Client ${client.name}: refresh token rotation and ALLOW_REFRESH_TOKEN_AUTH exclude each other.`);
    }
  }
}

/** Gives every defined pool and client its lasting id, made up the first time. */
export function openPools(store: Store, options: CognitoOptions): PoolDirectory {
  const pools = options.pools.map((definition) => openPool(store, definition, options));
  return {
    pools,
    clients: pools.flatMap((pool) => pool.clients.map((client) => openClient(store, pool, client, options))),
  };
}

/** @throws ResourceNotFoundException */
export function poolById(directory: PoolDirectory, id: string): Pool {
  const pool = directory.pools.find((candidate) => candidate.id === id);
  if (!pool) throw new AwsError('ResourceNotFoundException', `User pool ${id} does not exist.`);
  return pool;
}

/** The client and its pool. @throws ResourceNotFoundException */
export function clientById(directory: PoolDirectory, id: string): { pool: Pool; client: Client } {
  const client = directory.clients.find((candidate) => candidate.id === id);
  if (!client) throw new AwsError('ResourceNotFoundException', `User pool client ${id} does not exist.`);
  return { client, pool: poolById(directory, client.poolId) };
}

/** The client of this very pool. @throws ResourceNotFoundException */
export function clientOfPool(
  directory: PoolDirectory,
  poolId: string,
  clientId: string,
): { pool: Pool; client: Client } {
  const pool = poolById(directory, poolId);
  const found = clientById(directory, clientId);
  if (found.pool.id !== pool.id) {
    throw new AwsError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
  }
  return found;
}

/** Seconds for which a rotated refresh token still works. */
export function graceSeconds(client: Client): number {
  return typeof client.rotation === 'object' ? client.rotation.graceSeconds : 0;
}

/** Whether each refresh replaces the refresh token. */
export function rotates(client: ClientDefinition): boolean {
  return client.rotation !== 'off';
}

function openPool(store: Store, definition: PoolDefinition, options: CognitoOptions): Pool {
  const id = `${options.region}_${pick(ALPHANUMERIC, 9)}`;
  store.run('INSERT OR IGNORE INTO pools (id, name, created_at) VALUES (?, ?, ?)', id, definition.name, options.now());
  const row = store.get('SELECT id, created_at FROM pools WHERE name = ?', definition.name);
  return { ...definition, id: String(row?.id), createdAt: Number(row?.created_at) };
}

function openClient(store: Store, pool: Pool, definition: ClientDefinition, options: CognitoOptions): Client {
  store.run(
    'INSERT OR IGNORE INTO clients (id, pool_id, name, created_at) VALUES (?, ?, ?, ?)',
    pick(LOWERCASE, 26),
    pool.id,
    definition.name,
    options.now(),
  );
  const row = store.get('SELECT id, created_at FROM clients WHERE pool_id = ? AND name = ?', pool.id, definition.name);
  return { ...definition, poolId: pool.id, id: String(row?.id), createdAt: Number(row?.created_at) };
}

function pick(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
