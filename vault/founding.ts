import type { StaffRole } from '#/domain/access/roles.ts';
import { staffScope } from '#/domain/access/standing.ts';
import { sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import { create, type Draft, type NewKey } from './draft.ts';
import { epochCopies, sharedEpoch } from './epochs.ts';
import { addOfficer } from './incidents/officers.ts';
import { arrive } from './people.ts';
import { getTogether } from './rows.ts';
import { putKey, putPointers, putRecord } from './steps.ts';
import { type Step, writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

/**
 * What happens before anybody can sign in, and so outside the door: an operator with AWS credentials founds an instance
 * and adds staff. Neither reads a record.
 */
async function write(vault: Vault, drafts: readonly Draft[], newKeys: readonly NewKey[]): Promise<void> {
  const at = vault.now();
  const keys = new Map(
    await Promise.all(
      newKeys.map(async (made) => {
        const key = await vault.keys.unwrap(made, made.purpose);
        return [`${made.subject}|${made.purpose}`, { keyId: made.keyId, key }] as const;
      }),
    ),
  );
  const steps: Step[] = drafts.flatMap((draft) => {
    const { entity, ids, subject, values } = draft;
    const record = { entity, ids, subject, values, version: 1, createdAt: at, updatedAt: at };
    const key = keys.get(`${subject}|${entity.purpose}`);
    return [putRecord(vault, record, draft, key), ...putPointers(vault, record, draft)];
  });
  await writeTogether(vault.tables.dynamo, [...steps, ...newKeys.map((key) => putKey(vault, key, at))]);
}

/** Writes the epochs of the instance and of its staff, without which nobody gets in. Leaves alone what stands already. */
export async function foundInstance(vault: Vault): Promise<void> {
  for (const scope of [vault.instance, staffScope(vault.instance)]) {
    const epoch = sharedEpoch(scope, () => 0);
    if ((await getTogether(vault.tables, [epoch])).get(epoch)) continue;
    const copies = Array.from({ length: epochCopies }, (_, copy) =>
      create(sessionEpoch, { scope, copy: String(copy) }, vault.instance, { status: 'active', revokedBefore: 0 }),
    );
    await write(vault, copies, []);
  }
}

/** The person id of a member of staff; makes the person when the address is not known yet. May be repeated. */
export async function addStaff(vault: Vault, role: StaffRole, email: string): Promise<string> {
  const { personId, records, newKeys } = await arrive(vault, 'workforce', email, undefined);
  if (records.length > 0) await write(vault, records, newKeys);
  if (role === 'security') await addOfficer(vault, personId);
  return personId;
}
