import { renameSync, writeFileSync } from 'node:fs';
import type { Pool, Role } from '#/domain/access/roles.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import type { RunningInstance } from './instance.ts';
import type { UserPool } from './user-pools.ts';

/** Somebody made up, with all that is needed to sign in. `totpSecret` in base32, where the pool asks for a code. */
export type DemoPerson = {
  readonly role: Role;
  readonly username: string;
  readonly password: string;
  readonly totpSecret?: string;
  readonly personId: string;
};

/** What `.local/instances.json` says of a running instance. */
export type InstanceEntry = {
  readonly id: string;
  readonly region: string;
  readonly apiUrl: string;
  readonly awsEndpointUrl: string;
  readonly userPools: Readonly<Record<Pool, UserPool>>;
  readonly tables: Readonly<Record<StoreName, string>>;
  readonly demo: readonly DemoPerson[];
};

export function entryOf(running: RunningInstance, demo: readonly DemoPerson[]): InstanceEntry {
  const { id, region, apiUrl, awsEndpointUrl, userPools, tables } = running;
  return { id, region, apiUrl, awsEndpointUrl, userPools, tables, demo };
}

/** Writes the file for this user only, in one step. Throws LocalRunError when it cannot. */
export function writeEntries(file: string, entries: readonly InstanceEntry[]): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(entries, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    throw new LocalRunError(`The file ${file} cannot be written: let this user read and write its folder.`);
  }
}
