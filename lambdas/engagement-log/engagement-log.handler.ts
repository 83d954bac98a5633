import { createHash } from 'node:crypto';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import { type LogKind, logKindOf } from '#/domain/statistics/events.ts';
import { dayOf } from '#/domain/statistics/months.ts';
import { followOutbox, type OutboxEvent } from '#/lambdas/platform/follow-outbox.ts';
import { appendLog, countingRows, mayBeCounted } from '#/vault/participation.ts';
import { refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { engagementLogs } from './contract.ts';
import { engagementIn, isCountedProgramme } from './programme.ts';

/** Sessions count one by one. Of an id only a hash is kept, for ids hold the time at which they were made. */
const markOf = (kind: LogKind, { eventId }: OutboxEvent): string | undefined =>
  kind === 'session_completed' ? createHash('sha256').update(eventId).digest('base64url').slice(0, 16) : undefined;

async function log(vault: Vault, kind: LogKind, event: OutboxEvent): Promise<void> {
  const { subjectId: personId, engagementId = event.resourceId, at } = event;
  const read = await getTogether(vault.tables, [refOf(engagement, { engagementId }), ...countingRows(personId)]);
  const found = engagementIn(read, engagementId);
  if (!found || found.clientId !== personId || !mayBeCounted(read, personId)) return;
  if (!(await isCountedProgramme(vault, found))) return;
  const { organizationId, termsId } = found;
  const line = { personId, engagementId, organizationId, termsId, day: dayOf(at), kind, mark: markOf(kind, event) };
  await appendLog(vault, line, read);
}

/** Taking an event again writes the same line again, and so nothing. */
export const handler = followOutbox(engagementLogs, async (event, { vault }) => {
  const kind = logKindOf(event.type);
  if (kind) await log(vault, kind, event);
});
