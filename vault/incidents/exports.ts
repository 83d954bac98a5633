import type { Vault } from '#/vault/vault.ts';
import { standingOf } from './standing.ts';
import { isTurnedOff, turnOff, turnOn } from './switches.ts';

/** Whether exports of a person, an organisation or the instance are stopped; undefined when there is none of that id. */
export async function exportsStopped(vault: Vault, scope: string): Promise<boolean | undefined> {
  return (await standingOf(vault, scope)) && (await isTurnedOff(vault, 'exports', scope));
}

/** No copy is made or handed out, links that are out included, as long as this case wants it. */
export const stopExports = (vault: Vault, scope: string, incidentId: string): Promise<void> =>
  turnOff(vault, 'exports', [scope], incidentId);

export const resumeExports = (vault: Vault, scope: string, incidentId: string): Promise<void> =>
  turnOn(vault, 'exports', [scope], incidentId);
