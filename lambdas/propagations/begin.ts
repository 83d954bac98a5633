import { propagation } from '#/domain/data-map/entities/integrations.ts';
import { acknowledgeWithinHours } from '#/domain/integrations/propagations.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import { isAimedAt, targetOf } from '#/domain/rights/targets.ts';
import { readRequest } from '#/vault/advance-request.ts';
import { create } from '#/vault/draft.ts';
import type { Errand } from '#/vault/errand.ts';
import { saveErrand } from '#/vault/errand-write.ts';
import { disclosuresOf } from '#/vault/propagations.ts';
import { recipientReference } from '#/vault/recipient-reference.ts';
import { organizationOf } from '#/vault/sharing.ts';
import { WriteRefused } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import type { Recipient } from './recipients.ts';

const hourMs = 3_600_000;

/** The records that are to be deleted, of those that this third party got, as it knows them. */
async function recordsFor(
  vault: Vault,
  errand: Errand,
  { integrationId, requestId = '' }: Recipient,
): Promise<string[]> {
  const target = targetOf((await readRequest(vault, errand, requestId))?.values.about ?? '');
  const disclosed = (await disclosuresOf(vault, errand.personId)).filter((one) => one.integrationId === integrationId);
  const recordIds = new Set(disclosed.map(({ recordId }) => recordId).filter((id) => target && isAimedAt(target, id)));
  return Promise.all([...recordIds].map((recordId) => recipientReference(vault, integrationId, recordId)));
}

/** Puts on record that a third party is being told, with the event that has it told. Doing it twice does it once. */
export async function begin(
  vault: Vault,
  { subjectId: personId, eventId, at }: JobEvent,
  to: Recipient & { readonly propagationId: string },
): Promise<boolean> {
  const { integrationId, propagationId, cause, requestId } = to;
  const errand = {
    service: 'service:propagations',
    name: 'begin',
    purposes: ['integration_registry'],
    personId,
  } as const;
  const organizationId = await organizationOf(vault, integrationId);
  if (!organizationId) return false;
  const values = {
    integrationId,
    organizationId,
    cause,
    causeId: eventId,
    requestId,
    subject: await recipientReference(vault, integrationId, personId),
    records: cause === 'deleted' ? await recordsFor(vault, errand, to) : undefined,
    state: 'pending',
    causedAt: at,
    dueAt: to.dueAt ?? at + acknowledgeWithinHours * hourMs,
  } as const;
  const records = [create(propagation, { personId, propagationId }, personId, values)];
  const event = { type: 'propagation.begun', subjectId: personId, resourceId: propagationId };
  return saveErrand(vault, errand, { records, event }).then(
    () => true,
    (cause: unknown) => {
      if (cause instanceof WriteRefused && cause.failure === 'exists') return true;
      throw cause;
    },
  );
}
