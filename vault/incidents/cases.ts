import { createHash } from 'node:crypto';
import { incident, timelineRow } from '#/domain/data-map/entities/incidents.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { CaseFacts } from '#/domain/incidents/case/facts.ts';
import { type EntryContent, type NewEntry, nextEntry, type TimelineEntry } from '#/domain/incidents/case/timeline.ts';
import { change, create, type Draft, type Happening, type Revision } from '#/vault/draft.ts';
import { fromRow, type OpenRecord, refOf } from '#/vault/records.ts';
import { getTogether, type Row } from '#/vault/rows.ts';
import { putDraft, putEvent } from '#/vault/steps.ts';
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

/** The records that open a case: the case, and the first entry of its timeline. */
export function openingRecords(
  vault: Vault,
  incidentId: string,
  opened: Pick<Values, 'cause' | 'severity' | 'targets' | 'openedBy' | 'awareAt'>,
  further: CaseFacts = {},
): Draft[] {
  const blank: Values = { ...opened, state: 'detect', roles: {}, runs: 0, entries: 0 };
  const { cause, severity, awareAt } = opened;
  const facts = {
    cause,
    severity,
    awareAt,
    targets: opened.targets.map(({ type, id }) => `${type}:${id}`),
    ...further,
  };
  const entry = { at: vault.now(), actor: opened.openedBy, kind: 'opened', facts } as const;
  const entries = chained(incidentId, blank, [entry]);
  const values = { ...blank, ...(headOf(entries) as Partial<Values>) };
  return [create(incident, { incidentId }, vault.instance, values), ...entries.map((each) => entryDraft(vault, each))];
}

/** A case as it stands; undefined when there is none of that id. */
export async function readCase(vault: Vault, incidentId: string): Promise<Case | undefined> {
  const ref = refOf(incident, { incidentId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return row && fromRow(vault.instance, incident, row, undefined);
}

/** The ids of all cases, page by page. */
export async function* caseIds(vault: Vault): AsyncGenerator<string[]> {
  const prefix = 'incident#';
  for await (const page of rowsBelow(vault, { store: incident.store, pk: 'office#incidents' }, prefix))
    yield page.map(({ sk }) => sk.slice(prefix.length));
}

/** The records that a change of a case writes: the case itself, its entries, and what comes or changes with them. */
export function caseRecords(
  vault: Vault,
  known: Case,
  { entries: added, changes = {}, records = [] }: CaseChange,
): Draft[] {
  const entries = chained(known.ids.incidentId, known.values, added);
  const draft = change(known, { ...changes, ...headOf(entries) });
  return [draft, ...entries.map((entry) => entryDraft(vault, entry)), ...records];
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
  for (let version = 0; ; ) {
    const known = await readCase(vault, incidentId);
    if (!known) throw new Error('There is no such case.');
    // Refused although nobody was faster: it is one of the other records that stands in the way.
    if (known.version === version) throw new WriteRefused('exists');
    version = known.version;
    const wanted = next(known);
    if (!wanted) return known;
    const drafts = caseRecords(vault, known, wanted);
    const at = vault.now();
    try {
      await writeTogether(vault.tables.dynamo, [
        ...drafts.map((draft) => putDraft(vault, draft, at)),
        ...(wanted.event ? [putEvent(vault, wanted.event, at)] : []),
        ...conditions,
      ]);
      return { ...known, values: drafts[0]?.values as Values, version: known.version + 1, updatedAt: at };
    } catch (cause) {
      if (!(cause instanceof WriteRefused)) throw cause;
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
