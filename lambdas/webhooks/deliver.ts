import { Problem } from '#/domain/api/problems.ts';
import { delivery } from '#/domain/data-map/entities/integrations.ts';
import { sharing } from '#/domain/integrations/connections.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import { controllerOf } from '#/lambdas/platform/controller.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import type { Saved } from '#/vault/commit.ts';
import { disclose } from '#/vault/disclose.ts';
import { type FoundRow, openRows } from '#/vault/errand.ts';
import { refOf } from '#/vault/records.ts';
import { removeRecord } from '#/vault/removal.ts';
import { getTogether } from '#/vault/rows.ts';
import { type Integration, openTo } from '#/vault/sharing.ts';
import { isErased } from '#/vault/unseal.ts';
import type { Vault } from '#/vault/vault.ts';
import { mayLeave } from '#/vault/ways-out.ts';
import { attempt, hasArrived, isGone, type Turn } from './attempt.ts';

const service = 'service:webhooks';
/** `dropped`: the person does not share it any more, or it could not be sent for days. */
export type Outcome = 'delivered' | 'dropped' | 'again';

async function findDelivery(vault: Vault, { subjectId, resourceId }: JobEvent): Promise<FoundRow | undefined> {
  const ref = refOf(delivery, { personId: subjectId, deliveryId: resourceId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return row && { entity: delivery, row };
}

/** Opens the message under the key that stands now; undefined when consent or key is gone. */
async function openMessage(
  vault: Vault,
  personId: string,
  found: FoundRow,
): Promise<Saved<typeof delivery> | undefined> {
  const errand = { service, name: 'deliver', purposes: [sharing], personId } as const;
  const opened = await openRows(vault, errand, [found]).catch((cause: unknown) => {
    if (cause instanceof Problem && (cause.type === 'consent-required' || cause.type === 'processing-restricted'))
      return [];
    throw cause;
  });
  const [message] = opened;
  return message && !isErased(message) ? (message as Saved<typeof delivery>) : undefined;
}

/** Everything that has to hold at the moment of sending, with the disclosure on record; undefined when something does not. */
async function release(
  services: Services,
  { subjectId: personId }: JobEvent,
  found: FoundRow,
): Promise<{ to: Integration; message: Saved<typeof delivery> } | undefined> {
  const { vault } = services;
  const message = await openMessage(vault, personId, found);
  if (!message) return undefined;
  const { integrationId, organizationId, recordId, fields } = message.values;
  const to = await openTo(
    vault,
    service,
    { personId, integrationId, organizationId },
    controllerOf(services).jurisdiction,
  );
  // What people were told may have been narrowed since the message was made.
  if (!to || !fields.every((field) => to.values.manifest.includes(field))) return undefined;
  const disclosureId = message.ids.deliveryId.replace('.delivery_', '.disclosure_');
  const values = { integrationId, recordId, fields };
  return (await disclose(vault, { personId, disclosureId, purpose: sharing, values })) ? { to, message } : undefined;
}

/**
 * One attempt: consent, key, connection and register are read anew, so what was queued before an opt-out is dropped. A
 * message that has arrived, or never may, is deleted; one that a response holds back waits for its next turn.
 */
export async function deliver(
  services: Services,
  event: JobEvent,
  { isFirst, isLast = false }: Turn,
): Promise<Outcome> {
  const { vault } = services;
  const found = await findDelivery(vault, event);
  if (!found) return 'dropped';
  const { integrationId } = found.row.fields as { readonly integrationId: string };
  const outcome = (await mayLeave(vault, { channel: 'webhooks', integrationId, repeated: !isFirst }))
    ? await send(services, event, found)
    : 'again';
  const end = outcome === 'again' && isLast ? 'dropped' : outcome;
  if (end !== 'again') await removeRecord(vault, found);
  return end;
}

async function send(services: Services, event: JobEvent, found: FoundRow): Promise<Outcome> {
  const released = await release(services, event, found);
  if (!released) return 'dropped';
  const reply = await attempt(services, released.to, { id: event.resourceId, body: released.message.values.message });
  if (hasArrived(reply)) return 'delivered';
  return isGone(reply) ? 'dropped' : 'again';
}
