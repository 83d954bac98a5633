import { requestTally } from '#/domain/data-map/entities/rights.ts';
import { requestKinds } from '#/domain/rights/kinds.ts';
import { idsIn } from '#/vault/records.ts';
import { rowsBelow } from '#/vault/subject-rows.ts';
import type { Vault } from '#/vault/vault.ts';

/** How often something is told of a quarter, by `<kind> <outcome>`; the rows name nobody. */
async function talliesOf(vault: Vault, quarter: string): Promise<ReadonlyMap<string, number>> {
  const { store, key } = requestTally;
  const tallies = new Map<string, number>();
  for await (const rows of rowsBelow(vault, { store, pk: key.pk.replace('{quarter}', quarter) })) {
    for (const row of rows) {
      const { kind, outcome } = idsIn(key, row);
      const name = `${kind} ${outcome}`;
      tallies.set(name, (tallies.get(name) ?? 0) + 1);
    }
  }
  return tallies;
}

/** How the requests that arrived in a quarter stand. */
export async function countQuarter(vault: Vault, quarter: string) {
  const tallies = await talliesOf(vault, quarter);
  const requests = requestKinds.flatMap((kind) => {
    const of = (outcome: string): number => tallies.get(`${kind} ${outcome}`) ?? 0;
    const ended = { completed: of('completed'), refused: of('refused'), cancelled: of('cancelled') };
    const open = of('received') - ended.completed - ended.refused - ended.cancelled;
    return of('received') > 0 ? [[kind, { ...ended, open }] as const] : [];
  });
  return {
    quarter,
    countedOn: new Date(vault.now()).toISOString().slice(0, 10),
    requests: Object.fromEntries(requests),
  };
}
