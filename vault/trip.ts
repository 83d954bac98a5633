import type { Way } from '#/domain/api/route.ts';
import { type Purpose, purposeToOpen } from '#/domain/data-map/purposes.ts';
import { type LoggedRecord, logAccess } from './access-log.ts';
import { getTogether, type RowRef, type Rows, rowName } from './rows.ts';
import type { Vault } from './vault.ts';
import type { Ref, Visit } from './visit.ts';
import { type EpochRefs, subjectOf, wantedRows } from './wanted.ts';

export type Asked = {
  readonly visit: Visit;
  readonly refs: readonly Ref[];
  readonly epochs: EpochRefs;
  /** Rows that are read along: the idempotency record. */
  readonly also: readonly RowRef[];
  /** The way the caller will come in by if the relation holds. */
  readonly way: Way;
};

export type Trip = {
  readonly rows: Rows;
  /** When the first read began: what was granted later than that may be newer than the record it opens. */
  readonly startedAt: number;
  /** Settles when the access log holds the visit; nothing may be released before. */
  readonly logged: Promise<unknown>;
};

const both = (first: Rows, second: Rows): Rows => ({ get: (ref) => first.get(ref) ?? second.get(ref) });
const none: Rows = { get: () => undefined };

/** How the access log names what a visit asks for: ids only. */
export const loggedName = ({ entity, ids, every }: Ref): LoggedRecord =>
  `${entity.name}:${every ? '*' : (Object.values(ids).at(-1) ?? '')}`;

/** What the records are opened for: what they were collected for, or the purpose that uses them through a lens. */
const purposeOf = ({ route }: Visit, [first]: readonly Ref[]): Purpose =>
  (first && purposeToOpen(route.purposes, first.entity.purpose)) ?? route.purposes[0] ?? 'security';

/** One entry per person whose records are about to be opened, or undefined while somebody is not known yet. */
function startLog(vault: Vault, { visit, refs, way }: Asked, rows: Rows): Promise<unknown> | undefined {
  const bySubject = Map.groupBy(refs, (ref) => subjectOf(vault, rows, ref));
  if (bySubject.has(undefined)) return undefined;
  const entries = [...bySubject].map(([subjectId, ofSubject]) =>
    logAccess(vault, visit, {
      subjectId: subjectId as string,
      outcome: 'opened',
      role: way.relation === 'guardian' ? way.relation : way.role,
      purpose: purposeOf(visit, ofSubject),
      records: ofSubject.map(loggedName),
    }),
  );
  const logged = Promise.all(entries);
  // A failure is met where `logged` is awaited; until then it must not end the process.
  logged.catch(() => undefined);
  return logged;
}

/**
 * Reads all rows a visit needs, the access log being written meanwhile. Asks again until nothing is unknown: once in
 * the normal case, twice when this process has not met the engagement before.
 */
export async function travel(vault: Vault, asked: Asked): Promise<Trip> {
  const startedAt = vault.now();
  const read = new Set<string>();
  let rows = none;
  let logged: Promise<unknown> | undefined;
  for (;;) {
    const wanted = [...wantedRows(vault, asked, rows), ...asked.also].filter((ref) => !read.has(rowName(ref)));
    // The read goes first, for the answer waits for it most; the log is written meanwhile.
    const reading = wanted.length > 0 ? getTogether(vault.tables, wanted) : undefined;
    logged ??= startLog(vault, asked, rows);
    if (!reading) return { rows, startedAt, logged: logged ?? Promise.resolve() };
    rows = both(rows, await reading);
    for (const ref of wanted) read.add(rowName(ref));
  }
}
