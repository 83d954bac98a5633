import { randomUUID } from 'node:crypto';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import type { BenchInstance } from '#/bench/instance/start.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import { create, type Draft, type NewKey } from '#/vault/draft.ts';
import { arrive, makeKeys } from '#/vault/people.ts';
import { type ReadyKey, toRow } from '#/vault/records.ts';
import { tableOf, toItem } from '#/vault/rows.ts';
import { putKey, putPointers, putRecord } from '#/vault/steps.ts';
import { writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { recordsAbout } from './records.ts';
import { wholeVault } from './vault.ts';

/** Somebody with many records. */
export type Subject = { readonly personId: string; readonly records: number };
/** `100,000 records` */
export const countOf = ({ records }: Subject): string => `${records.toLocaleString('en')} records`;

/** What BatchWriteItem takes, and how many of them are under way at once. */
const batchSize = 25;
const lanes = 4;

type Keys = ReadonlyMap<Purpose, ReadyKey>;

async function readyKeys(vault: Vault, made: readonly NewKey[]): Promise<Keys> {
  const ready = made.map(async (key) => {
    return [key.purpose, { keyId: key.keyId, key: await vault.keys.unwrap(key, key.purpose) }] as const;
  });
  return new Map(await Promise.all(ready));
}

const recordOf = ({ entity, ids, subject, values }: Draft, at: number) => {
  return { entity, ids, subject, values, version: 1, createdAt: at, updatedAt: at };
};

/** The person, their keys and the engagement: each as the vault writes it, in one transaction. */
async function writeHead(
  vault: Vault,
  drafts: readonly Draft[],
  newKeys: readonly NewKey[],
  keys: Keys,
): Promise<void> {
  const at = vault.now();
  const steps = drafts.flatMap((draft) => {
    const record = recordOf(draft, at);
    return [putRecord(vault, record, draft, keys.get(draft.entity.purpose)), ...putPointers(vault, record, draft)];
  });
  await writeTogether(vault.tables.dynamo, [...steps, ...newKeys.map((key) => putKey(vault, key, at))]);
}

async function writeBatch(vault: Vault, drafts: readonly Draft[], keys: Keys): Promise<void> {
  const at = vault.now();
  const writes = drafts.map((draft) => {
    const row = toRow(vault.instance, recordOf(draft, at), keys.get(draft.entity.purpose));
    return [tableOf(vault.tables, draft.entity.store), { PutRequest: { Item: toItem(row) } }] as const;
  });
  const byTable = Map.groupBy(writes, ([table]) => table);
  const RequestItems = Object.fromEntries([...byTable].map(([table, puts]) => [table, puts.map(([, put]) => put)]));
  const { UnprocessedItems = {} } = await vault.tables.dynamo.send(new BatchWriteItemCommand({ RequestItems }));
  if (Object.keys(UnprocessedItems).length > 0) throw new Error('Rows of a subject were not written.');
}

/** Each lane takes the next records as soon as it has written its last ones. */
async function writeAll(vault: Vault, some: Generator<readonly Draft[]>, keys: Keys): Promise<void> {
  const lane = async (): Promise<void> => {
    for (const drafts of some) {
      for (let from = 0; from < drafts.length; from += batchSize) {
        await writeBatch(vault, drafts.slice(from, from + batchSize), keys);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Makes somebody with as many records, straight in the tables. */
export async function seedSubject(instance: BenchInstance, records: number): Promise<Subject> {
  const vault = wholeVault(instance);
  const { organizationId, termsId, people } = instance;
  const arrival = await arrive(vault, 'clients', `${randomUUID()}@bench.example`, organizationId);
  const { personId } = arrival;
  const newKeys = [...arrival.newKeys, ...(await makeKeys(vault, personId, ['data_rights']))];
  const keys = await readyKeys(vault, newKeys);
  const coachId = people.coach.personId;
  const engagementId = vault.mintId('engagement');
  const parties = { organizationId, coachId, clientId: personId };
  const facts = { ...parties, termsId, termsHash: '0'.repeat(64), status: 'active' } as const;
  const head = [...arrival.records, create(engagement, { engagementId }, personId, facts)];
  await writeHead(vault, head, newKeys, keys);
  await writeAll(vault, recordsAbout(vault, { personId, coachId, engagementId }, records), keys);
  vault.tables.dynamo.destroy();
  return { personId, records };
}
