import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { type LedgerEntry, ledgerEntry } from '#/domain/restore/facts.ts';

const dayMs = 86_400_000;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
/** Objects are fetched this many at a time. */
const atOnce = 16;

async function readEntry(s3: S3Client, Bucket: string, Key: string): Promise<LedgerEntry> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const read = ledgerEntry().safeParse(JSON.parse((await Body?.transformToString()) ?? ''));
  if (read.success) return read.data;
  throw new Error(`The ledger holds ${Key}, which is no entry of it; look at it before anything is served.`);
}

/**
 * The ledger from a day on, in the order in which things happened. It is read from the day before: an event is written
 * moments after it took place.
 */
export async function readLedger(s3: S3Client, Bucket: string, since: number): Promise<LedgerEntry[]> {
  const StartAfter = dayOf(since - dayMs);
  const names: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, StartAfter })) {
    names.push(...Contents.flatMap(({ Key }) => Key ?? []));
  }
  const entries: LedgerEntry[] = [];
  for (let from = 0; from < names.length; from += atOnce) {
    const some = names.slice(from, from + atOnce).map((name) => readEntry(s3, Bucket, name));
    entries.push(...(await Promise.all(some)));
  }
  return entries.sort((a, b) => a.at - b.at || (a.eventId < b.eventId ? -1 : 1));
}
