import { channelNames } from '#/domain/incidents/channels.ts';
import type { Vault } from '#/vault/vault.ts';
import { isTurnedOff, turnOff, turnOn } from './switches.ts';

/**
 * A way out to people; undefined when there is none of that name. No device token is stored yet, so that there is none to
 * revoke.
 */
export async function channelStanding(vault: Vault, channelId: string) {
  if (!channelNames.some((name) => name === channelId)) return undefined;
  return { halted: await isTurnedOff(vault, 'channel', channelId), devices: 0 };
}

/** The kill switch: one write, and the next message is not sent. */
export const haltChannel = (vault: Vault, channelId: string, incidentId: string): Promise<void> =>
  turnOff(vault, 'channel', [channelId], incidentId);

export const resumeChannel = (vault: Vault, channelId: string, incidentId: string): Promise<void> =>
  turnOn(vault, 'channel', [channelId], incidentId);
