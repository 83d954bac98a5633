import type { ChannelName } from '#/domain/incidents/channels.ts';
import { getTogether } from './rows.ts';
import { isOff, switchRow } from './switch-rows.ts';
import type { Vault } from './vault.ts';

/** What is about to leave: through which channel, to whom, and whether it is tried again. */
type Leaving = { readonly channel: ChannelName; readonly integrationId: string; readonly repeated: boolean };

/**
 * Whether something may leave at this very moment: no response has halted its channel, suspended its receiver, or stopped
 * what is sent again. Whatever sends asks right before it does.
 */
export async function mayLeave(vault: Vault, { channel, integrationId, repeated }: Leaving): Promise<boolean> {
  const asked = [
    ['channel', channel],
    ['integration', integrationId],
    ...(repeated ? [['redelivery', integrationId] as const] : []),
  ] as const;
  const rows = await getTogether(
    vault.tables,
    asked.map(([what, scope]) => switchRow(what, scope)),
  );
  return !asked.some(([what, scope]) => isOff(rows, what, scope));
}
