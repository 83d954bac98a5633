import { Problem } from '#/domain/api/problems.ts';
import { delivery } from '#/domain/data-map/entities/integrations.ts';
import { sharing } from '#/domain/integrations/connections.ts';
import { egress } from '#/domain/integrations/shareable.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import { controllerOf } from '#/lambdas/platform/controller.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { create } from '#/vault/draft.ts';
import type { Errand } from '#/vault/errand.ts';
import { saveErrand } from '#/vault/errand-write.ts';
import { recipientReference } from '#/vault/recipient-reference.ts';
import { openTo, type Pairing } from '#/vault/sharing.ts';
import { WriteRefused } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { type Happened, openHappened } from './record.ts';

const service = 'service:deliveries';

/** A message that is to be made. Its id is decided before, so that making it twice makes one. */
export type Planned = Pairing & { readonly deliveryId: string };

/** What is said of a record: the tool’s own references and the declared fields. Person and record go by no id of ours. */
async function messageOf(vault: Vault, { type, at }: JobEvent, { record }: Happened, to: Planned, fields: object) {
  const { integrationId, personId } = to;
  return JSON.stringify({
    type,
    timestamp: new Date(at).toISOString(),
    data: {
      subject: await recipientReference(vault, integrationId, personId),
      record: await recipientReference(vault, integrationId, Object.values(record.ids).at(-1) as string),
      version: record.version,
      fields,
    },
  });
}

async function save(vault: Vault, errand: Errand, to: Planned, recordId: string, message: string, fields: string[]) {
  const { personId, deliveryId, integrationId, organizationId } = to;
  const values = { integrationId, organizationId, recordId, fields, message };
  const records = [create(delivery, { personId, deliveryId }, personId, values)];
  const event = { type: 'delivery.prepared', subjectId: personId, resourceId: deliveryId };
  return saveErrand(vault, errand, { records, event }).then(
    () => true,
    (cause: unknown) => {
      // It was made before this step was interrupted, or a withdrawal came first.
      if (cause instanceof WriteRefused) return cause.failure === 'exists';
      if (cause instanceof Problem && cause.type === 'erased') return false;
      throw cause;
    },
  );
}

/** Makes one message, sealed under the person’s key for sharing, if they share with this tool at this very moment. */
export async function prepare(services: Services, event: JobEvent, to: Planned): Promise<boolean> {
  const { vault } = services;
  const open = await openTo(vault, service, to, controllerOf(services).jurisdiction);
  if (!open) return false;
  const errand = { service, name: 'prepare', purposes: [sharing], personId: to.personId } as const;
  const happened = await openHappened(vault, errand, event);
  // A tool of one organisation gets nothing of what takes place under another.
  if (happened?.around.values.organizationId !== to.organizationId) return false;
  const fields = egress(open.values.manifest, happened.record.entity, happened.record.values);
  if (Object.keys(fields).length === 0) return false;
  const message = await messageOf(vault, event, happened, to, fields);
  return save(vault, errand, to, event.resourceId, message, Object.keys(fields));
}
