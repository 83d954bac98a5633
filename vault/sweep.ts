import { paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { BucketName } from '#/domain/data-map/buckets.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import { ttlNetDays } from '#/domain/data-map/retention.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import { type Belonging, wholeRecord } from './belongings.ts';
import { deleteAll } from './deletion.ts';
import { readHolds } from './holds.ts';
import { idsIn } from './records.ts';
import { type Row, tableOf, toItem, unknownOutcome } from './rows.ts';
import { scheduleEngagement } from './schedule.ts';
import { pointersIn, rowFound } from './subject-rows.ts';
import { WriteRefused } from './transaction.ts';
import { dateRows } from './ttl.ts';
import type { Vault } from './vault.ts';

/** What a sweep did, and what it left. Counts are by entity. */
export type Swept = {
  rows: number;
  readonly deleted: Record<string, number>;
  readonly held: Record<string, number>;
  objects: number;
  /** Engagements that had ended without a date for their records. */
  dated: number;
};
export const nothingSwept = (): Swept => ({ rows: 0, deleted: {}, held: {}, objects: 0, dated: 0 });

const dayMs = 86_400_000;
const add = (counts: Record<string, number>, name: string, count: number): void => {
  if (count > 0) counts[name] = (counts[name] ?? 0) + count;
};

/** A table is gone through in this many parts at once. */
const segments = 4;
type Part = { readonly store: StoreName; readonly withObjects: readonly string[]; readonly segment: number };

const shown = ['pk', 'sk', 'entity', 'subject', 'ttl', 'version', 'createdAt', 'updatedAt', 'fields'];

/** Keys and facts of rows, and never what is sealed: of those that may be due, engagements, and those that have objects. */
async function* factsOf({ tables, now }: Vault, { store, withObjects, segment }: Part): AsyncGenerator<Row[]> {
  const watched = [engagement.name, ...withObjects];
  const names = Object.fromEntries(watched.map((name, index) => [`:e${index}`, name]));
  const horizon = Math.ceil((now() + ttlNetDays * dayMs) / 1000);
  const query = {
    TableName: tableOf(tables, store),
    ConsistentRead: true,
    Segment: segment,
    TotalSegments: segments,
    ProjectionExpression: shown.map((name) => `#${name}`).join(', '),
    FilterExpression: `#ttl <= :horizon OR #entity IN (${Object.keys(names).join(', ')})`,
    ExpressionAttributeNames: Object.fromEntries(shown.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: toItem({ ':horizon': horizon, ...names }),
  };
  try {
    for await (const { Items = [] } of paginateScan({ client: tables.dynamo }, query)) {
      if (Items.length > 0) yield Items.map((item) => unmarshall(item) as Row);
    }
  } catch (cause) {
    throw unknownOutcome(cause);
  }
}

/** The exact end of a row's period: TTL comes later by its net where a hold may touch the row. */
const expiryIn = ({ retention }: Entity, ttl: number): number =>
  ttl * 1000 - (retention.holdable ? ttlNetDays * dayMs : 0);

const isDue = ({ entity, ttl }: Pick<Belonging, 'entity' | 'ttl'>, now: number): boolean =>
  ttl !== undefined && expiryIn(entity, ttl) <= now;

/** Pointers whose record is gone and whose time is over; the others go with their records. */
async function lonePointers(vault: Vault, rows: readonly Row[]): Promise<Belonging[]> {
  const pointers = await pointersIn(vault, rows);
  return pointers
    .filter(({ row }) => row === undefined)
    .map(({ pointer, entity }) => ({
      ...wholeRecord({ entity, row: pointer }),
      name: `${entity.name}_pointer`,
      rows: [{ store: entity.store, pk: pointer.pk, sk: pointer.sk }],
    }));
}

/** Whose hold keeps a record: the person's whom it is about, or whom a record of the instance names. */
const ownerOf =
  ({ instance }: Vault) =>
  ({ subject, fields }: Belonging): string =>
    (fields.personId as string | undefined) ?? (subject || instance);

/** Deletes what is due of one owner, unless a hold stands; every transaction asks again. */
async function deleteDue(vault: Vault, owner: string, due: readonly Belonging[], swept: Swept): Promise<void> {
  const holds = await readHolds(vault, [owner]);
  const isKept = ({ entity }: Belonging): boolean => entity.retention.holdable && holds.isHeld(owner);
  const [kept, going] = [due.filter(isKept), due.filter((one) => !isKept(one))];
  try {
    swept.objects += (await deleteAll(vault, going, { conditions: [holds.unchanged(owner)] })).objects;
  } catch (cause) {
    if (!(cause instanceof WriteRefused)) throw cause;
    return deleteDue(vault, owner, due, swept);
  }
  // What a hold keeps must not fall to TTL, which asks nobody.
  await dateRows(
    vault,
    kept.flatMap(({ rows }) => rows.map((ref) => ({ ref, ttl: undefined }))),
  );
  for (const { name } of going) add(swept.deleted, name, 1);
  for (const { name } of kept) add(swept.held, name, 1);
}

/** An engagement that has ended and whose records have no date: the job that dates them has failed. */
async function dateEnded(vault: Vault, rows: readonly Row[], swept: Swept): Promise<void> {
  for (const row of rows) {
    if (row.entity !== engagement.name || row.ttl !== undefined || row.fields.status !== 'ended') continue;
    const { engagementId = '' } = idsIn(engagement.key, row);
    const dated = await scheduleEngagement(vault, String(row.fields.clientId), engagementId);
    if (dated > 0) swept.dated += 1;
  }
}

type Sweep = {
  readonly swept: Swept;
  /** Told of every object that a row names. */
  readonly isNamed: (bucket: BucketName, objectId: string) => unknown;
};

async function sweepPart(vault: Vault, part: Part, { swept, isNamed }: Sweep): Promise<void> {
  for await (const rows of factsOf(vault, part)) {
    swept.rows += rows.length;
    await dateEnded(vault, rows, swept);
    const found = rows.flatMap((row) => rowFound(row) ?? []).map(wholeRecord);
    for (const { objects } of found) if (objects) isNamed(objects.bucket, objects.objectId);
    const met = [...found, ...(await lonePointers(vault, rows))].filter((one) => isDue(one, vault.now()));
    for (const [owner, due] of Map.groupBy(met, ownerOf(vault))) await deleteDue(vault, owner, due, swept);
  }
}

/** Goes through a store and deletes what its period has ended for, with pointers and objects. */
export async function sweepStore(
  vault: Vault,
  store: StoreName,
  withObjects: readonly string[],
  sweep: Sweep,
): Promise<void> {
  const parts = Array.from({ length: segments }, (_, segment) => ({ store, withObjects, segment }));
  await Promise.all(parts.map((part) => sweepPart(vault, part, sweep)));
}
