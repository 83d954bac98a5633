import type { Entity } from '#/domain/data-map/entity.ts';
import { copiedEntities } from '#/domain/rights/copy/contents.ts';
import { objectName } from '#/domain/rights/copy/names.ts';
import { objectKeys, openShelf } from '#/vault/own-copy.ts';
import { type OpenRecord, refOf } from '#/vault/records.ts';
import { getPart, type Part } from '#/vault/sealed-objects.ts';
import { shelvesOf } from '#/vault/shelves.ts';
import { openFile, type WrittenFile } from './file.ts';
import { type Copying, copyKey, engagementsOf, pieceOf } from './job.ts';
import { openRecordsFile } from './records.ts';
import { openSink, type Sink } from './sink.ts';

/** What goes into a copy, one after the other: the records of every entity, then the objects of those that have some. */
type Chapter = { readonly entity: Entity; readonly of: 'records' | 'objects' };
const chapters: readonly Chapter[] = [
  ...copiedEntities.map((entity): Chapter => ({ entity, of: 'records' })),
  ...copiedEntities.filter(({ objects }) => objects).map((entity): Chapter => ({ entity, of: 'objects' })),
];

/** Where the next file begins: counts and a sort key, for it stands in the history of the execution. */
export type Cursor = {
  readonly chapter: number;
  readonly file: number;
  readonly shelf: number;
  readonly after?: string | undefined;
};
export const beginning: Cursor = { chapter: 0, file: 1, shelf: 0 };

/** What a step has written. */
export type Written = {
  /** Where to go on; null when everything is written. */
  readonly next: Cursor | null;
  readonly files: readonly WrittenFile[];
  /** Bytes of each piece. */
  readonly pieces: readonly number[];
  readonly withheld: Readonly<Record<string, number>>;
};

type Work = {
  readonly copying: Copying;
  readonly engagementIds: readonly string[];
  readonly sink: Sink;
  withheld: Record<string, number>;
};
type Progress = { readonly next: Cursor | undefined; readonly files: readonly WrittenFile[]; readonly records: number };

const nextChapter = ({ chapter }: Cursor): Cursor | undefined =>
  chapter + 1 < chapters.length ? { chapter: chapter + 1, file: 1, shelf: 0 } : undefined;

/** The shelves of an entity from a cursor on, each with where to begin on it. */
function* shelvesFrom({ copying, engagementIds }: Work, entity: Entity, at: Cursor) {
  const shelves = shelvesOf(entity, copying.personId, engagementIds);
  for (let index = at.shelf; index < shelves.length; index++) {
    const shelf = shelves[index];
    if (shelf) yield { shelf, index, after: index === at.shelf ? at.after : undefined };
  }
}

function countWithheld(work: Work, entity: Entity, count: number): void {
  if (count > 0) work.withheld[entity.name] = (work.withheld[entity.name] ?? 0) + count;
}

/** One file of records: up to its end, or to that of the entity. */
async function writeRecords(work: Work, entity: Entity, at: Cursor): Promise<Progress> {
  const { copying, sink } = work;
  const { vault, errand, asOf } = copying;
  const file = openRecordsFile(entity, at.file, sink.write);
  for (const { shelf, index, after } of shelvesFrom(work, entity, at)) {
    for await (const { records, withheld, last } of openShelf(vault, errand, { entity, shelf, asOf }, after)) {
      file.write(records);
      countWithheld(work, entity, withheld);
      await sink.drain();
      if (file.isFull()) {
        const next = { ...at, file: at.file + 1, shelf: index, after: last };
        return { next, files: file.end(), records: file.count() };
      }
    }
  }
  return { next: nextChapter(at), files: file.end(), records: file.count() };
}

type Objects = { readonly parts: number; readonly mediaType: unknown; readonly recordId: string };

const objectsOf = ({ ids, values }: OpenRecord): Objects => {
  const { parts = 0, mediaType } = values as { readonly parts?: number; readonly mediaType?: unknown };
  return { parts, mediaType, recordId: (Object.values(ids) as string[]).at(-1) ?? '' };
};

/** The objects of one record as a file; none when a key to them is gone. */
async function writeObject({ copying, sink }: Work, record: OpenRecord): Promise<WrittenFile[]> {
  const { entity, subject } = record;
  const { parts, mediaType, recordId } = objectsOf(record);
  const bucket = entity.objects?.bucket;
  const keys = await objectKeys(copying.vault, record);
  if (!bucket || !keys || parts === 0) return [];
  const file = openFile(objectName(entity.name, recordId, mediaType), 'stored', sink.write);
  for (let part = 1; part <= parts; part++) {
    const place: Part = { bucket, objectId: recordId, subject, purpose: entity.purpose, part };
    file.write((await getPart(copying.vault, keys, place)) ?? Buffer.alloc(0));
    await sink.drain();
  }
  return [file.end()];
}

/** Objects are large: a step takes the next record that has some, and no more. */
async function writeObjects(work: Work, entity: Entity, at: Cursor): Promise<Progress> {
  const { vault, errand, asOf } = work.copying;
  for (const { shelf, index, after } of shelvesFrom(work, entity, at)) {
    for await (const { records } of openShelf(vault, errand, { entity, shelf, asOf }, after)) {
      for (const record of records) {
        const files = await writeObject(work, record);
        const next = { ...at, shelf: index, after: refOf(entity, record.ids).sk };
        if (files.length > 0) return { next, files, records: stepRecords };
      }
    }
  }
  return { next: nextChapter(at), files: [], records: 0 };
}

/** A step takes about this many records; what it has written stays when the next one is killed. */
const stepRecords = 20_000;

/** Writes some files of a copy, from a cursor on. Repeated, it writes the same. @throws Problem `erased` */
export async function writeSome(copying: Copying, from: Cursor, firstPiece: number): Promise<Written> {
  const sink = openSink(copying.vault, await copyKey(copying), pieceOf(copying, firstPiece));
  const work: Work = { copying, engagementIds: await engagementsOf(copying), sink, withheld: {} };
  const files: WrittenFile[] = [];
  let next: Cursor | undefined = from;
  for (let budget = stepRecords; next && budget > 0; ) {
    const chapter = chapters[next.chapter] as Chapter;
    const progress: Progress = await (chapter.of === 'records' ? writeRecords : writeObjects)(
      work,
      chapter.entity,
      next,
    );
    files.push(...progress.files);
    budget -= progress.records;
    next = progress.next;
  }
  return { next: next ?? null, files, pieces: await sink.close(), withheld: work.withheld };
}
