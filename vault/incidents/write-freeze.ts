import { sharedEpoch } from '#/vault/epochs.ts';
import { getTogether } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { isReadOnly } from '#/vault/write-freeze.ts';
import { changeEpochs } from './epochs.ts';
import { responder } from './sessions.ts';

const setReadOnly = (vault: Vault, readOnly: boolean, incidentId: string): Promise<void> =>
  changeEpochs(vault, vault.instance, {
    next: () => ({ readOnly }),
    event: {
      type: readOnly ? 'writes.frozen' : 'writes.allowed',
      subjectId: vault.instance,
      resourceId: incidentId,
      actorId: responder,
    },
  });

/** From the next request on nobody changes anything, but for what takes access away and what security officers do. */
export const freezeWrites = (vault: Vault, incidentId: string): Promise<void> => setReadOnly(vault, true, incidentId);

export const allowWrites = (vault: Vault, incidentId: string): Promise<void> => setReadOnly(vault, false, incidentId);

/** Whether nobody changes anything at this moment. */
export async function areWritesFrozen(vault: Vault): Promise<boolean> {
  const epoch = sharedEpoch(vault.instance, vault.random);
  return isReadOnly((await getTogether(vault.tables, [epoch])).get(epoch)?.fields);
}
