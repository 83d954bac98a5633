import { objectsTo } from '#/domain/consent/objections.ts';
import type { consentState } from '#/domain/data-map/entities/consent.ts';
import type { processingLimits } from '#/domain/data-map/entities/rights.ts';
import { engagementLog } from '#/domain/data-map/entities/statistics.ts';
import type { KeyTemplate, ValuesOf } from '#/domain/data-map/entity.ts';
import { expiryOf } from '#/domain/data-map/expiry.ts';
import { logIdOf, readLogId } from '#/domain/statistics/log-id.ts';
import { startOfDay } from '#/domain/statistics/months.ts';
import type { LogLine } from '#/domain/statistics/people.ts';
import { logAccess } from './access-log.ts';
import { consentRow } from './consent-gate.ts';
import { create } from './draft.ts';
import { visitOf } from './errand.ts';
import { limitsRow } from './limits.ts';
import { idsIn } from './records.ts';
import type { Row, RowRef, Rows } from './rows.ts';
import { accountStillOpen, putPointers, putRecord, stillUnchanged } from './steps.ts';
import { rowsBelow } from './subject-rows.ts';
import { WriteRefused, writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

const purpose = 'participation_statistics' satisfies (typeof engagementLog)['purpose'];
/** Where the lines of one day stand, of everybody. */
const [byDay] = engagementLog.pointers as readonly [KeyTemplate];

/** The rows that say whether somebody may be counted. */
export const countingRows = (personId: string): RowRef[] => [consentRow(personId), limitsRow(personId)];

/** Whether figures may count somebody: not who objects, and not who has restricted all use. `rows` are those above. */
export function mayBeCounted(rows: Rows, personId: string): boolean {
  const state = rows.get(consentRow(personId))?.fields as ValuesOf<typeof consentState> | undefined;
  const limits = rows.get(limitsRow(personId))?.fields as ValuesOf<typeof processingLimits> | undefined;
  return !objectsTo(state, purpose) && limits?.restrictedBy === undefined;
}

/**
 * Adds a line to an engagement log, unless it stands there or the account has closed. `read` holds the person's counting
 * rows: an objection that comes meanwhile stops the write.
 * @throws WriteRefused (`version`) then; Problem `unavailable`
 */
export async function appendLog(vault: Vault, line: LogLine, read: Rows): Promise<void> {
  const { personId, engagementId, organizationId, termsId, day, kind, mark } = line;
  const ids = { engagementId, logId: logIdOf(day, kind, mark) };
  const draft = create(engagementLog, ids, personId, { organizationId, termsId, day, kind });
  // The day, and no time: when somebody works is nobody's business.
  const at = startOfDay(day);
  const record = { ...draft, version: 1, createdAt: at, updatedAt: at };
  const steps = [
    putRecord(vault, record, draft, undefined),
    ...putPointers(vault, record, draft),
    accountStillOpen(vault, personId),
    ...countingRows(personId).map((ref) => stillUnchanged(vault, ref, read.get(ref))),
  ];
  await writeTogether(vault.tables.dynamo, steps).catch((cause: unknown) => {
    if (!(cause instanceof WriteRefused) || cause.failure === 'version') throw cause;
  });
}

/** Tells a person, in their access log, that figures are made of their engagement logs. */
export function noteUse(vault: Vault, personId: string): Promise<void> {
  const visit = visitOf({ service: 'service:statistics', name: 'makeFigures', purposes: [purpose], personId });
  const records = [`${engagementLog.name}:*`] as const;
  return logAccess(vault, visit, { subjectId: personId, outcome: 'opened', role: 'service', purpose, records });
}

function lineOf(row: Row): LogLine {
  const { organizationId = '', termsId = '', engagementId = '', logId = '' } = idsIn(byDay, row);
  return { personId: row.subject ?? '', organizationId, termsId, engagementId, ...readLogId(logId) };
}

/** What the engagement logs of everybody say of a day, page by page, less what has expired. */
export async function* linesOn(vault: Vault, day: string): AsyncGenerator<readonly LogLine[]> {
  const expiry = expiryOf(engagementLog, { createdAt: startOfDay(day) }) ?? 0;
  if (expiry <= vault.now()) return;
  const pk = byDay.pk.replace('{day}', day);
  for await (const rows of rowsBelow(vault, { store: engagementLog.store, pk })) yield rows.map(lineOf);
}
