import { Problem } from '#/domain/api/problems.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import { purposes } from '#/domain/data-map/purposes.ts';
import { keyRow } from './epochs.ts';
import { type Errand, openRows } from './errand.ts';
import type { OpenRecord, ReadyKey } from './records.ts';
import { refOf } from './records.ts';
import { getTogether } from './rows.ts';
import { rowsOn, type Shelf } from './shelves.ts';
import { type EngagementRecord, isErased, readyKey } from './unseal.ts';
import type { Vault } from './vault.ts';

/** A page of what somebody may have a copy of, and how much was found that they may not. */
export type OpenPage = { readonly records: readonly OpenRecord[]; readonly withheld: number; readonly last: string };

/** The engagement that a shelf belongs to; undefined when it is erased or past its time, and then so is all below it. */
async function engagementAround(
  vault: Vault,
  errand: Errand,
  engagementId: string,
): Promise<EngagementRecord | undefined> {
  const ref = refOf(engagement, { engagementId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  if (!row) return undefined;
  const [found] = await openRows(vault, errand, [{ entity: engagement, row }]).catch(noneOfRestricted);
  return found && !isErased(found) ? (found as OpenRecord as EngagementRecord) : undefined;
}

/** What goes into a copy from a shelf. */
export type Shelved = {
  readonly entity: Entity;
  readonly shelf: Shelf;
  /** Epoch ms. */
  readonly asOf: number;
  /** Only what this person wrote. */
  readonly authorId?: string | undefined;
};

/** A restriction of somebody else leaves what is theirs out of the copy, and everything else in it. */
const noneOfRestricted = (cause: unknown): [] => {
  if (cause instanceof Problem && cause.type === 'processing-restricted') return [];
  throw cause;
};

/**
 * What stands on a shelf as its person may have it, page by page from behind a sort key on. What came to be after `asOf` is
 * no part of the copy, so that it is the same however often its making starts over; the log of its own reads, for one.
 */
export async function* openShelf(
  vault: Vault,
  errand: Errand,
  { entity, shelf, asOf, authorId }: Shelved,
  after?: string,
): AsyncGenerator<OpenPage> {
  const { engagementId } = shelf;
  let around: EngagementRecord | undefined;
  for await (const { found, last } of rowsOn(vault, entity, shelf, after)) {
    // A pointer can lead to what is about somebody else: that opens in their name, and from their shelf.
    const about = errand.subjectId ?? errand.personId;
    const due = found.filter(
      ({ row }) =>
        row.subject === about && row.createdAt <= asOf && (authorId === undefined || row.fields.authorId === authorId),
    );
    if (due.length > 0 && engagementId) around ??= await engagementAround(vault, errand, engagementId);
    // Without its engagement nobody can tell when a record ends.
    const isOpen = due.length > 0 && (engagementId === undefined || around !== undefined);
    const opened = isOpen ? await openRows(vault, errand, due, around).catch(noneOfRestricted) : [];
    const records = opened.flatMap((record) => (record && !isErased(record) ? [record] : []));
    yield { records, withheld: due.length - records.length, last };
  }
}

/**
 * The keys that a record's objects lie under: those of everybody whose consent they took, or its subject's alone. Undefined
 * when one is gone.
 */
export async function objectKeys(
  vault: Vault,
  { entity, subject, values }: OpenRecord,
): Promise<ReadyKey[] | undefined> {
  const { coachId } = values as { readonly coachId?: string };
  const asked = purposes[entity.purpose];
  const everybody =
    asked.basis === 'consent' && asked.asks === 'participants' && coachId ? [subject, coachId] : [subject];
  const openings = everybody.map((personId) => ({ row: keyRow(personId, entity.purpose), purpose: entity.purpose }));
  const rows = await getTogether(
    vault.tables,
    openings.map(({ row }) => row),
  );
  const keys = await Promise.all(openings.map((opening) => readyKey(vault, rows, opening)));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}
