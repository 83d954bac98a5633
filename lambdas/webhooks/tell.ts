import { messageType } from '#/domain/integrations/propagations.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { escalationLog } from '#/lambdas/platform/telemetry.ts';
import type { Errand } from '#/vault/errand.ts';
import { movePropagation, type Propagation, readPropagation } from '#/vault/propagations.ts';
import { answerNotice, noticesOf } from '#/vault/recipients.ts';
import { openIntegration } from '#/vault/sharing.ts';
import type { Vault } from '#/vault/vault.ts';
import { mayLeave } from '#/vault/ways-out.ts';
import { acknowledges, attempt, type Turn } from './attempt.ts';
import { webhooks } from './contract.ts';

const service = 'service:webhooks';
const escalated = escalationLog(webhooks);

/** Where a propagation stands after an attempt; what is pending still has so much time. */
export type Told = { readonly state: Propagation['values']['state']; readonly secondsLeft: number };

const errandOf = (personId: string): Errand => ({
  service,
  name: 'tell',
  purposes: ['integration_registry'],
  personId,
});

function bodyOf({ values: { cause, causedAt, subject, records } }: Propagation): string {
  return JSON.stringify({
    type: messageType[cause],
    timestamp: new Date(causedAt).toISOString(),
    data: { subject, ...(records ? { records } : { reason: cause }) },
  });
}

/** Says what became of it: in its own row, and in the notes of the request that it belongs to. */
async function close(vault: Vault, record: Propagation, state: 'acknowledged' | 'escalated'): Promise<boolean> {
  const { personId } = record.ids;
  const { integrationId, requestId, dueAt } = record.values;
  const notices = requestId ? await noticesOf(vault, requestId) : [];
  for (const notice of notices.filter(({ ids }) => ids.integrationId === integrationId)) {
    await answerNotice(vault, notice, state);
  }
  return movePropagation(vault, errandOf(personId), record, { state, dueAt, answeredAt: vault.now() });
}

async function standing(vault: Vault, { subjectId, resourceId }: JobEvent): Promise<Propagation> {
  const record = await readPropagation(vault, { personId: subjectId, propagationId: resourceId });
  if (!record) throw new TypeError('A propagation that was begun is on record.');
  return record;
}

/** One attempt to have a third party confirm that it has stopped and deleted. It needs no consent: it names nobody. */
export async function tell(services: Services, event: JobEvent, { isFirst }: Turn): Promise<Told> {
  const { vault } = services;
  const record = await standing(vault, event);
  const { state, dueAt } = record.values;
  const secondsLeft = Math.max(0, Math.ceil((dueAt - vault.now()) / 1000));
  if (state !== 'pending') return { state, secondsLeft };
  const { integrationId } = record.values;
  if (!(await mayLeave(vault, { channel: 'webhooks', integrationId, repeated: !isFirst })))
    return { state, secondsLeft };
  const to = await openIntegration(vault, service, record.values);
  const id = record.ids.propagationId;
  const reply = to && (await attempt(services, to, { id, body: bodyOf(record) }));
  if (!acknowledges(reply, id)) return { state, secondsLeft };
  await close(vault, record, 'acknowledged');
  return { state: 'acknowledged', secondsLeft };
}

/** The time is over: somebody of ours goes after it, and nothing more is sent to the third party meanwhile. */
export async function escalate({ vault }: Services, event: JobEvent): Promise<void> {
  const record = await standing(vault, event);
  const { state, integrationId } = record.values;
  if (state !== 'pending' || !(await close(vault, record, 'escalated'))) return;
  escalated({ propagationId: record.ids.propagationId, integrationId });
}
