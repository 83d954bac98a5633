import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bucketNames } from '#/domain/data-map/buckets.ts';
import { entities } from '#/domain/data-map/map.ts';
import { documentFaults } from '#/domain/proof/document-faults.ts';
import type { KeySet } from '#/domain/proof/key-set.ts';
import { checksOf } from '#/operator/verify/key-file.ts';
import type { RawTables, StoredRow } from '#/test/vault/raw-tables.ts';
import type { GivenInstance } from './instance.ts';
import { objectsIn } from './objects.ts';

/** A certificate as a test looks at it. */
export type Certificate = {
  readonly basis: string;
  readonly reference: string;
  readonly keysDestroyed: readonly { key: string; keyId: string }[];
  readonly stores: readonly { store: string; records: readonly { entity: string; count: number }[] }[];
  readonly objects: readonly { bucket: string; count: number }[];
  readonly userPools: readonly { pool: string }[];
  readonly thirdParties: readonly { integrationId: string; state: string }[];
  readonly stays: readonly { entity: string; count: number; why: string; until?: string }[];
  readonly retained: readonly { records: readonly { entity: string; count: number }[]; holds: readonly object[] }[];
  readonly copiesLapse: { readonly keys: string; readonly records: string };
};

/** The file of a request's certificate, or undefined while there is none. */
export async function certificateFile(instance: GivenInstance, requestId: string): Promise<string | undefined> {
  const { status, body } = await instance.call('GET', `/v1/certificates/${requestId}`);
  return status === 200 ? String(body) : undefined;
}

/** The certificate of a request, which has to be valid. @throws Error when there is none, or when it is not what was signed */
export async function givenCertificateOf(instance: GivenInstance, requestId: string): Promise<Certificate> {
  const file = await certificateFile(instance, requestId);
  if (file === undefined) throw new Error('The request has no certificate.');
  const keys = (await instance.call('GET', '/.well-known/jwks.json')).body as KeySet;
  const faults = documentFaults(file, checksOf(keys, 'The keys'));
  if (faults.length > 0) throw new Error(faults.join(' '));
  return (JSON.parse(file) as { document: Certificate }).document;
}

/** How many records of an entity a certificate says are gone. */
export const goneOf = ({ stores }: Certificate, entity: string): number =>
  stores.flatMap(({ records }) => records).find((counted) => counted.entity === entity)?.count ?? 0;

const staying = new Set(entities.filter(({ onErasure }) => onErasure !== 'delete').map(({ name }) => name));
const mayStay = ({ entity }: StoredRow): boolean => staying.has(entity.replace(/_pointer$/, ''));

/** Rows of or about somebody that an erasure should have deleted, by their places. */
export async function rowsLeft(tables: RawTables, ids: readonly string[]): Promise<string[]> {
  const rows = await tables.all();
  const [personId = ''] = ids;
  const isAbout = ({ subject, pk, sk }: StoredRow): boolean =>
    subject === personId || ids.some((id) => pk.includes(id) || sk.includes(id));
  const left = rows.filter((row) => isAbout(row) && (!mayStay(row) || row.sealed !== undefined));
  return left.map(({ store, pk, sk }) => `${store}|${pk}|${sk}`);
}

/** Names of objects and lines of logs that hold one of these words. */
export async function tracesOf(instance: GivenInstance, words: readonly string[]): Promise<string[]> {
  const buckets = bucketNames.filter((bucket) => bucket !== 'ledger');
  const objects = (await Promise.all(buckets.map((bucket) => objectsIn(instance, bucket)))).flat();
  const logs = instance.folder.at('logs');
  const lines = readdirSync(logs).flatMap((file) => readFileSync(join(logs, file), 'utf8').split('\n'));
  return [...objects, ...lines].filter((text) => words.some((word) => text.includes(word)));
}
