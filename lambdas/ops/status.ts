import type { Operation } from '#/lambdas/platform/serve.ts';
import { sharedEpoch } from '#/vault/epochs.ts';
import { getTogether } from '#/vault/rows.ts';
import type { ops } from './contract.ts';

/** Tries what every request needs. Only the gate is passed first, so a dead table shows as 503 there. */
export const readStatus: Operation<(typeof ops)['routes']['readStatus']> = async (
  { door },
  { vault, instance, now },
) => {
  await door.admission();
  const attempt = async (name: string, work: () => Promise<boolean>) => {
    const startedAt = now();
    const ok = await work().catch(() => false);
    return { name, ok, milliseconds: now() - startedAt };
  };
  const epoch = sharedEpoch(instance, vault.random);
  const checks = await Promise.all([
    attempt('tables', async () => (await getTogether(vault.tables, [epoch])).get(epoch) !== undefined),
    attempt('keys', async () => (await vault.macs.blindIndex('email', 'status')).length > 0),
  ]);
  return { instance, status: checks.every(({ ok }) => ok) ? 'ok' : 'degraded', checks };
};
