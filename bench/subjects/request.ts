import type { BenchInstance } from '#/bench/instance/start.ts';
import { requestRegister } from '#/domain/data-map/entities/rights.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import type { RequestKind } from '#/domain/rights/kinds.ts';
import { fromRow, refOf } from '#/vault/records.ts';
import { arriving } from '#/vault/requests.ts';
import { getTogether } from '#/vault/rows.ts';
import { putDraft } from '#/vault/steps.ts';
import { writeTogether } from '#/vault/transaction.ts';
import type { Subject } from './seed.ts';
import { wholeVault } from './vault.ts';

/** Writes a request that its person has confirmed, and answers the event that starts its job: the outbox does not know of it. */
export async function givenRequest(
  instance: BenchInstance,
  { personId }: Subject,
  kind: RequestKind,
): Promise<JobEvent> {
  const vault = wholeVault(instance);
  const at = vault.now();
  const ref = refOf(requestRegister, { personId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  const register = row && fromRow(vault.instance, requestRegister, row, undefined);
  const confirmed = { kind, state: 'in_progress', verifiedAt: at, confirmedAt: at } as const;
  const { requestId, records } = arriving(vault, personId, confirmed, register);
  await writeTogether(
    vault.tables.dynamo,
    records.map((draft) => putDraft(vault, draft, at)),
  );
  vault.tables.dynamo.destroy();
  const eventId = vault.mintId('event');
  return { eventId, type: `${kind}.confirmed`, actorId: personId, subjectId: personId, resourceId: requestId, at };
}
