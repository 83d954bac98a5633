import type { Entity } from '#/domain/data-map/entity.ts';
import { authoredEntities, copiedEntities } from '#/domain/rights/copy/contents.ts';
import { type Folder, objectName } from '#/domain/rights/copy/names.ts';
import type { Errand } from '#/vault/errand.ts';
import { objectKeys, openShelf, type Shelved } from '#/vault/own-copy.ts';
import { type OpenRecord, refOf } from '#/vault/records.ts';
import { getPart, type Part } from '#/vault/sealed-objects.ts';
import { shelvesOf } from '#/vault/shelves.ts';
import type { Coached } from '#/vault/subject-rows.ts';
import { openFile, type WrittenFile } from './file.ts';
import { type Copying, copyKey, engagementsOf, pieceOf } from './job.ts';
import { openRecordsFile } from './records.ts';
import { openSink, type Sink } from './sink.ts';

/** What goes into a copy, one after the other: records, what the person wrote about others, objects. */
type Chapter = { readonly entity: Entity; readonly of: Folder | 'objects' };
const chapters: readonly Chapter[] = [
  ...copiedEntities.map((entity): Chapter => ({ entity, of: 'records' })),
  ...authoredEntities.map((entity): Chapter => ({ entity, of: 'authored' })),
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
  readonly coached: readonly Coached[];
  readonly sink: Sink;
  withheld: Record<string, number>;
};
type Progress = { readonly next: Cursor | undefined; readonly files: readonly WrittenFile[]; readonly records: number };

const nextChapter = ({ chapter }: Cursor): Cursor | undefined =>
  chapter + 1 < chapters.length ? { chapter: chapter + 1, file: 1, shelf: 0 } : undefined;

type Place = { readonly errand: Errand; readonly shelved: Shelved };

/** Every place that a chapter is written from, in an order that stays. */
function placesOf({ copying, engagementIds, coached }: Work, { entity, of }: Chapter): Place[] {
  const { errand, personId, asOf } = copying;
  if (of !== 'authored') {
    return shelvesOf(entity, personId, engagementIds).map((shelf) => ({ errand, shelved: { entity, shelf, asOf } }));
  }
  return coached.flatMap(({ engagementId, clientId }) =>
    shelvesOf(entity, personId, [engagementId]).map((shelf) => ({
      errand: { ...errand, subjectId: clientId },
      shelved: { entity, shelf, asOf, authorId: personId },
    })),
  );
}

/** The places of a chapter from a cursor on, each with where to begin there. */
function* placesFrom(work: Work, chapter: Chapter, at: Cursor) {
  for (const [index, place] of placesOf(work, chapter).entries()) {
    if (index >= at.shelf) yield { ...place, index, after: index === at.shelf ? at.after : undefined };
  }
}

function countWithheld(work: Work, entity: Entity, count: number): void {
  if (count > 0) work.withheld[entity.name] = (work.withheld[entity.name] ?? 0) + count;
}

/** One file of records: up to its end, or to that of the chapter. */
async function writeRecords(work: Work, chapter: Chapter, folder: Folder, at: Cursor): Promise<Progress> {
  const { copying, sink } = work;
  const file = openRecordsFile(folder, chapter.entity, at.file, sink.write);
  for (const { errand, shelved, index, after } of placesFrom(work, chapter, at)) {
    for await (const { records, withheld, last } of openShelf(copying.vault, errand, shelved, after)) {
      file.write(records);
      if (folder === 'records') countWithheld(work, chapter.entity, withheld);
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
async function writeObjects(work: Work, chapter: Chapter, at: Cursor): Promise<Progress> {
  const { vault } = work.copying;
  for (const { errand, shelved, index, after } of placesFrom(work, chapter, at)) {
    for await (const { records } of openShelf(vault, errand, shelved, after)) {
      for (const record of records) {
        const files = await writeObject(work, record);
        const next = { ...at, shelf: index, after: refOf(chapter.entity, record.ids).sk };
        if (files.length > 0) return { next, files, records: stepRecords };
      }
    }
  }
  return { next: nextChapter(at), files: [], records: 0 };
}

const writeNext = (work: Work, chapter: Chapter, at: Cursor): Promise<Progress> =>
  chapter.of === 'objects' ? writeObjects(work, chapter, at) : writeRecords(work, chapter, chapter.of, at);

/** A step takes about this many records; what it has written stays when the next one is killed. */
const stepRecords = 20_000;

/** Writes some files of a copy, from a cursor on. Repeated, it writes the same. @throws Problem `erased` */
export async function writeSome(copying: Copying, from: Cursor, firstPiece: number): Promise<Written> {
  const sink = openSink(copying.vault, await copyKey(copying), pieceOf(copying, firstPiece));
  const work: Work = { copying, ...(await engagementsOf(copying)), sink, withheld: {} };
  const files: WrittenFile[] = [];
  let next: Cursor | undefined = from;
  for (let budget = stepRecords; next && budget > 0; ) {
    const progress: Progress = await writeNext(work, chapters[next.chapter] as Chapter, next);
    files.push(...progress.files);
    budget -= progress.records;
    next = progress.next;
  }
  return { next: next ?? null, files, pieces: await sink.close(), withheld: work.withheld };
}
