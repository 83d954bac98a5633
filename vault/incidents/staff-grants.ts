import { supportGrant } from '#/domain/data-map/entities/support.ts';
import { isOpen } from '#/domain/support/grants.ts';
import { change } from '#/vault/draft.ts';
import { saveErrand } from '#/vault/errand-write.ts';
import { closing, grantRows, officeGrants, officeRows } from '#/vault/grants.ts';
import { fromRow, type OpenRecord, refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { WriteRefused } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { responder } from './sessions.ts';

type Grant = OpenRecord<typeof supportGrant>;

/** One that waits for its approval would be open after it. */
const canOpen = ({ values }: Grant, now: number): boolean => values.state === 'requested' || isOpen(values, now);

/** Grants by which a member of the staff can look into records, or could once they are approved. */
export async function grantsHeldBy(vault: Vault, personId: string): Promise<string[]> {
  const held: string[] = [];
  for await (const grant of officeGrants(vault)) {
    if (grant.values.requestedBy === personId && canOpen(grant, vault.now())) held.push(grant.ids.grantId);
  }
  return held;
}

async function readGrant(vault: Vault, grantId: string): Promise<Grant | undefined> {
  const ref = refOf(supportGrant, { grantId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return row && fromRow(vault.instance, supportGrant, row, undefined);
}

/** Ends one with what let its holder in. What was open stays to be reviewed by somebody else. */
async function revoke(vault: Vault, grant: Grant): Promise<void> {
  const { personId, state } = grant.values;
  const wasOpen = state === 'approved';
  const rows = await getTogether(vault.tables, grantRows(personId));
  const { removes, destroyed } = wasOpen ? closing(rows, personId) : { removes: [], destroyed: [] };
  await saveErrand(
    vault,
    { service: responder, name: supportGrant.name, purposes: ['security'], personId },
    {
      records: [change(grant, { state: 'closed', endedAt: vault.now() })],
      removes: [...removes, ...(wasOpen ? [] : officeRows(grant))],
      event: {
        type: 'grant.closed',
        subjectId: personId,
        resourceId: grant.ids.grantId,
        ...(destroyed.length > 0 ? { rows: destroyed } : {}),
      },
    },
  );
}

/** Ends these grants; one that has ended meanwhile, or is none, is left alone. */
export async function revokeGrants(vault: Vault, grantIds: readonly string[]): Promise<void> {
  for (const grantId of grantIds) {
    for (;;) {
      const grant = await readGrant(vault, grantId);
      if (!grant || !canOpen(grant, vault.now())) break;
      const done = await revoke(vault, grant).then(
        () => true,
        (cause: unknown) => {
          // Approved, ended or answered at the same moment: what it is now decides.
          if (cause instanceof WriteRefused) return false;
          throw cause;
        },
      );
      if (done) break;
    }
  }
}
