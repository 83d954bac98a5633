import { createHash } from 'node:crypto';
import { incident, timelineRow } from '#/domain/data-map/entities/incidents.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { type EntryContent, type NewEntry, nextEntry, type TimelineEntry } from '#/domain/incidents/case/timeline.ts';
import { change, create, type Draft, type Happening, type Revision } from '#/vault/draft.ts';
import { fromRow, type OpenRecord, refOf } from '#/vault/records.ts';
import { getTogether, type Row } from '#/vault/rows.ts';
import { putDraft, putEvent, putPointers } from '#/vault/steps.ts';
import { rowsBelow } from '#/vault/subject-rows.ts';
import { type Step, WriteRefused, writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';

export type Case = OpenRecord<typeof incident>;
type Values = ValuesOf<typeof incident>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const sequenceName = (sequence: number): string => String(sequence).padStart(8, '0');

/** What happens to a case in one write: entries of its timeline, and what changes in it and beside it. */
export type CaseChange = {
  readonly entries: readonly NewEntry[];
  readonly changes?: Revision<typeof incident>;
  /** Records of the case that come or change with it. */
  readonly records?: readonly Draft[];
  readonly event?: Happening & { readonly actorId: string };
};

function chained(incidentId: string, { entries: known, head, headAt }: Values, added: readonly NewEntry[]) {
  let last: Pick<TimelineEntry, 'sequence' | 'hash' | 'at'> | undefined =
    head === undefined || headAt === undefined ? undefined : { sequence: known, hash: head, at: headAt };
  return added.map((entry) => {
    const next = nextEntry(incidentId, last, entry, sha256);
    last = next;
    return next;
  });
}

function entryDraft(vault: Vault, { incidentId, sequence, ...values }: TimelineEntry): Draft {
  const ids = { incidentId, sequence: sequenceName(sequence) };
  return create(timelineRow, ids, vault.instance, values as ValuesOf<typeof timelineRow>);
}

const headOf = (entries: readonly TimelineEntry[]): Revision<typeof incident> => {
  const last = entries.at(-1);
  return last ? { entries: last.sequence, head: last.hash, headAt: last.at } : {};
};

/** Opens a case, with the first entry of its timeline. @throws WriteRefused when there is a case of that id */
export async function openCase(
  vault: Vault,
  incidentId: string,
  opened: Pick<Values, 'cause' | 'severity' | 'targets' | 'openedBy' | 'awareAt'>,
): Promise<void> {
  const at = vault.now();
  const blank: Values = { ...opened, state: 'detect', roles: {}, runs: 0, entries: 0 };
  const facts = {
    cause: opened.cause,
    severity: opened.severity,
    awareAt: opened.awareAt,
    targets: opened.targets.map(({ type, id }) => `${type}:${id}`),
  };
  const entries = chained(incidentId, blank, [{ at, actor: opened.openedBy, kind: 'opened', facts }]);
  const draft = create(incident, { incidentId }, vault.instance, { ...blank, ...(headOf(entries) as Partial<Values>) });
  const record = { ...draft, version: 1, createdAt: at, updatedAt: at };
  const event = { type: 'incident.opened', subjectId: incidentId, resourceId: incidentId, actorId: opened.openedBy };
  await writeTogether(vault.tables.dynamo, [
    putDraft(vault, draft, at),
    ...putPointers(vault, record, draft),
    ...entries.map((entry) => putDraft(vault, entryDraft(vault, entry), at)),
    putEvent(vault, event, at),
  ]);
}

/** A case as it stands; undefined when there is none of that id. */
export async function readCase(vault: Vault, incidentId: string): Promise<Case | undefined> {
  const ref = refOf(incident, { incidentId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return row && fromRow(vault.instance, incident, row, undefined);
}

/**
 * Changes a case by what `next` makes of it: entries, changes and records land together or not at all. `undefined` from
 * `next` leaves it as it is. Answers the case as it stands then.
 * @throws Error when there is no such case
 */
export async function changeCase(
  vault: Vault,
  incidentId: string,
  next: (known: Case) => CaseChange | undefined,
  conditions: readonly Step[] = [],
): Promise<Case> {
  for (;;) {
    const known = await readCase(vault, incidentId);
    if (!known) throw new Error('There is no such case.');
    const wanted = next(known);
    if (!wanted) return known;
    const { entries: added, changes = {}, records = [], event } = wanted;
    const entries = chained(incidentId, known.values, added);
    const draft = change(known, { ...changes, ...headOf(entries) });
    const at = vault.now();
    try {
      await writeTogether(vault.tables.dynamo, [
        putDraft(vault, draft, at),
        ...entries.map((entry) => putDraft(vault, entryDraft(vault, entry), at)),
        ...records.map((record) => putDraft(vault, record, at)),
        ...(event ? [putEvent(vault, event, at)] : []),
        ...conditions,
      ]);
      return { ...known, values: draft.values, version: known.version + 1, updatedAt: at };
    } catch (cause) {
      if (!(cause instanceof WriteRefused) || cause.failure !== 'version') throw cause;
    }
  }
}

function entryOf(vault: Vault, incidentId: string, row: Row): TimelineEntry {
  const { ids, values } = fromRow(vault.instance, timelineRow, row, undefined);
  const { hash, ...content } = values;
  return {
    ...(content as Omit<EntryContent, 'incidentId' | 'sequence'>),
    incidentId,
    sequence: Number(ids.sequence),
    hash,
  };
}

/** The whole timeline, the oldest entry first. */
export async function timelineOf(vault: Vault, incidentId: string): Promise<TimelineEntry[]> {
  const found: TimelineEntry[] = [];
  const { pk } = refOf(incident, { incidentId });
  for await (const page of rowsBelow(vault, { store: timelineRow.store, pk }, 'timeline#'))
    found.push(...page.map((row) => entryOf(vault, incidentId, row)));
  return found.sort((a, b) => a.sequence - b.sequence);
}
