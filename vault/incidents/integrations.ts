import { Problem } from '#/domain/api/problems.ts';
import { integration } from '#/domain/data-map/entities/integrations.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { IntegrationStanding } from '#/domain/incidents/ports.ts';
import { change } from '#/vault/draft.ts';
import { saveErrand } from '#/vault/errand-write.ts';
import { refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { makeSigningKey, openIntegration, organizationOf } from '#/vault/sharing.ts';
import { isOff, switchRow } from '#/vault/switch-rows.ts';
import { WriteRefused } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { responder } from './sessions.ts';
import { turnOff, turnOn } from './switches.ts';

/** An integration as its row and the switches say it, unopened; undefined when it is in no register. */
export async function integrationStanding(
  vault: Vault,
  integrationId: string,
): Promise<IntegrationStanding | undefined> {
  const organizationId = await organizationOf(vault, integrationId);
  if (!organizationId) return undefined;
  const own = refOf(integration, { organizationId, integrationId });
  const switches = (['integration', 'redelivery'] as const).map((what) => switchRow(what, integrationId));
  const rows = await getTogether(vault.tables, [own, ...switches]);
  const fields = rows.get(own)?.fields as Partial<ValuesOf<typeof integration>> | undefined;
  if (!fields) return undefined;
  return {
    suspended: isOff(rows, 'integration', integrationId),
    redelivers: !isOff(rows, 'redelivery', integrationId),
    secretVersion: fields.secretVersion ?? 0,
  };
}

/** Nothing is sent to it, as long as this case wants it. */
export const suspendIntegration = (vault: Vault, integrationId: string, incidentId: string): Promise<void> =>
  turnOff(vault, 'integration', [integrationId], incidentId);

export const resumeIntegration = (vault: Vault, integrationId: string, incidentId: string): Promise<void> =>
  turnOn(vault, 'integration', [integrationId], incidentId);

/** Nothing is sent to it a second time, as long as this case wants it; what failed waits. */
export const stopRedelivery = (vault: Vault, integrationId: string, incidentId: string): Promise<void> =>
  turnOff(vault, 'redelivery', [integrationId], incidentId);

export const resumeRedelivery = (vault: Vault, integrationId: string, incidentId: string): Promise<void> =>
  turnOn(vault, 'redelivery', [integrationId], incidentId);

/**
 * Replaces every secret by one that nobody knows: the next message is signed with it alone, so that a receiver who goes on
 * with an earlier one refuses what anybody forges by it. An administrator hands over a new one when they issue it. Changes
 * nothing when a later version than `from` stands.
 * @throws Problem `not-found`
 */
export async function rotateSecret(vault: Vault, integrationId: string, from: number): Promise<void> {
  const organizationId = await organizationOf(vault, integrationId);
  if (!organizationId) throw new Problem('not-found');
  for (;;) {
    const record = await openIntegration(vault, responder, { integrationId, organizationId });
    if (!record) throw new Problem('not-found');
    if ((record.values.secretVersion ?? 0) > from) return;
    const draft = change(record, { signingKeys: [makeSigningKey()], secretVersion: from + 1 });
    const errand = {
      service: responder,
      name: 'rotate',
      purposes: ['integration_registry'],
      personId: organizationId,
    } as const;
    const event = { type: 'integration.key_issued', subjectId: organizationId, resourceId: integrationId };
    try {
      await saveErrand(vault, errand, { records: [draft], event });
      return;
    } catch (cause) {
      if (!(cause instanceof WriteRefused)) throw cause;
    }
  }
}
