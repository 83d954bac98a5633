import { type PropagationCause, stillHolding } from '#/domain/integrations/propagations.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import { readRequest } from '#/vault/advance-request.ts';
import type { Errand } from '#/vault/errand.ts';
import { disclosuresOf, propagationsOf } from '#/vault/propagations.ts';
import { noticesOf } from '#/vault/recipients.ts';
import type { Vault } from '#/vault/vault.ts';

/** A third party that has to be told, and why. */
export type Recipient = {
  readonly integrationId: string;
  readonly cause: PropagationCause;
  readonly requestId?: string;
  /** Where the time to confirm is set already. */
  readonly dueAt?: number;
};

const errandFor = (personId: string): Errand => ({
  service: 'service:propagations',
  name: 'recipients',
  purposes: ['data_rights'],
  personId,
});

/** Everybody who got something about the person and has not been told since. */
async function holding(vault: Vault, personId: string): Promise<string[]> {
  const [disclosed, told] = await Promise.all([disclosuresOf(vault, personId), propagationsOf(vault, personId)]);
  const ofAll = told.filter(({ values }) => values.cause !== 'deleted' && values.state !== 'escalated');
  return stillHolding(
    disclosed,
    ofAll.map(({ values: { integrationId, causedAt } }) => ({ integrationId, at: causedAt })),
  );
}

async function named(vault: Vault, { subjectId, resourceId }: JobEvent, cause: PropagationCause): Promise<Recipient[]> {
  const holders = await holding(vault, subjectId);
  return holders.includes(resourceId) ? [{ integrationId: resourceId, cause }] : [];
}

/** The third parties that an erasure or early deletion has notes on. */
async function ofRequest(vault: Vault, { subjectId, resourceId: requestId }: JobEvent): Promise<Recipient[]> {
  const request = await readRequest(vault, errandFor(subjectId), requestId);
  const cause = request?.values.kind === 'early_deletion' ? 'deleted' : 'erased';
  const waiting = (await noticesOf(vault, requestId)).filter(({ values }) => values.state === 'told');
  return waiting.map(({ ids, values }) => ({
    integrationId: ids.integrationId,
    cause,
    requestId,
    dueAt: values.dueAt,
  }));
}

/** Whom an event makes us tell. */
export async function recipientsOn(vault: Vault, event: JobEvent): Promise<Recipient[]> {
  if (event.type === 'erasure.notify') return ofRequest(vault, event);
  if (event.type === 'integration.disconnected') return named(vault, event, 'disconnected');
  if (event.type === 'integration.objected') return named(vault, event, 'objected');
  if (event.purpose !== 'integration_sharing') return [];
  const holders = await holding(vault, event.subjectId);
  return holders.map((integrationId) => ({ integrationId, cause: 'consent_ended' }));
}
