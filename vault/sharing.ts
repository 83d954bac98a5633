import { randomBytes } from 'node:crypto';
import type { Choices } from '#/domain/consent/choices.ts';
import { connection, integration } from '#/domain/data-map/entities/integrations.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { listKey } from '#/domain/data-map/entity.ts';
import { isConnected, type Stance, sharing } from '#/domain/integrations/connections.ts';
import { isOpen } from '#/domain/integrations/standing.ts';
import type { Home } from '#/domain/integrations/transfer.ts';
import type { Saved } from './commit.ts';
import { consentRow } from './consent-gate.ts';
import { type Errand, openRows } from './errand.ts';
import { idsIn, refOf } from './records.ts';
import { getTogether, type Rows } from './rows.ts';
import { rowsBelow } from './subject-rows.ts';
import { isOff, switchRow } from './switch-rows.ts';
import { isErased } from './unseal.ts';
import type { Vault } from './vault.ts';

export type Integration = Saved<typeof integration>;
type Connection = ValuesOf<typeof connection>;
type Service = Errand['service'];

/** One integration and one person. */
export type Pairing = { readonly personId: string; readonly integrationId: string; readonly organizationId: string };

/** Integrations that a person has connected, whether or not that still counts. */
export async function connectionsOf(vault: Vault, personId: string): Promise<Pairing[]> {
  const { pk, prefix } = listKey(connection.key, { personId });
  const found: Pairing[] = [];
  for await (const rows of rowsBelow(vault, { store: connection.store, pk }, prefix)) {
    for (const row of rows) {
      const { state, organizationId } = row.fields as Connection;
      const { integrationId = '' } = idsIn(connection.key, row);
      if (state === 'connected') found.push({ personId, integrationId, organizationId });
    }
  }
  return found;
}

/** Opens an entry of the register for a service of ours; undefined when there is none. */
export async function openIntegration(
  vault: Vault,
  service: Service,
  { integrationId, organizationId }: Omit<Pairing, 'personId'>,
): Promise<Integration | undefined> {
  const ref = refOf(integration, { organizationId, integrationId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  if (!row) return undefined;
  // The record is the organisation’s, and so is the log that says it was opened.
  const errand = { service, name: 'register', purposes: ['integration_registry'], personId: organizationId } as const;
  const [found] = await openRows(vault, errand, [{ entity: integration, row }]);
  return found && !isErased(found) ? (found as Integration) : undefined;
}

/** Where a person stands as to sharing, read for this moment. */
export async function stanceOf(vault: Vault, personId: string): Promise<Stance> {
  return stanceIn(await getTogether(vault.tables, [consentRow(personId)]), personId);
}

function stanceIn(rows: Rows, personId: string): Stance {
  const fields = rows.get(consentRow(personId))?.fields;
  const choice = (fields?.choices as Choices | undefined)?.[sharing];
  return { choice, optOutSignalAt: fields?.optOutSignalAt as number | undefined };
}

/**
 * The integration, if the person’s records may go to it at this very moment: it is active with nothing against it, the
 * person has connected it, their consent stands, and no response has suspended it.
 */
export async function openTo(
  vault: Vault,
  service: Service,
  pairing: Pairing,
  home: Home,
): Promise<Integration | undefined> {
  const { personId, integrationId } = pairing;
  const made = refOf(connection, { personId, integrationId });
  const suspended = switchRow('integration', integrationId);
  const [rows, found] = await Promise.all([
    getTogether(vault.tables, [made, consentRow(personId), suspended]),
    openIntegration(vault, service, pairing),
  ]);
  if (!found || isOff(rows, 'integration', integrationId)) return undefined;
  if (!isOpen(found.values, { now: vault.now(), home })) return undefined;
  const connected = rows.get(made)?.fields as Connection | undefined;
  return isConnected(connected, found.values, stanceIn(rows, personId), vault.now()) ? found : undefined;
}

const [inRegister] = integration.pointers ?? [];

/** Whose register an integration stands in; undefined when it is in none. */
export async function organizationOf(vault: Vault, integrationId: string): Promise<string | undefined> {
  if (!inRegister) return undefined;
  const { pk, prefix } = listKey(inRegister, { integrationId });
  for await (const [row] of rowsBelow(vault, { store: integration.store, pk }, prefix)) {
    if (row) return idsIn(inRegister, row).organizationId;
  }
  return undefined;
}

/** A new key to sign messages with (Standard Webhooks). */
export const makeSigningKey = (): string => `whsec_${randomBytes(32).toString('base64')}`;
