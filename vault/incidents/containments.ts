import { containment } from '#/domain/data-map/entities/incidents.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { AutomaticKind } from '#/domain/incidents/case/entry-kinds.ts';
import type { CaseFacts } from '#/domain/incidents/case/facts.ts';
import { change, create } from '#/vault/draft.ts';
import { fromRow, type OpenRecord, refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { rowsBelow } from '#/vault/subject-rows.ts';
import { WriteRefused } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { changeCase } from './cases.ts';
import { responder } from './sessions.ts';

export type Containment = OpenRecord<typeof containment>;
type Values = ValuesOf<typeof containment>;

/** Rows of one case stand in the order of their numbers: run, then action. */
export const containmentNumber = (run: number, action: number): string =>
  `${String(run).padStart(4, '0')}-${String(action).padStart(4, '0')}`;

const ofNumber = (incidentId: string, number: string) => refOf(containment, { incidentId, number });

async function readContainment(vault: Vault, incidentId: string, number: string): Promise<Containment | undefined> {
  const ref = ofNumber(incidentId, number);
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return row && fromRow(vault.instance, containment, row, undefined);
}

const factsOf = (number: string, { action, target, run }: Pick<Values, 'action' | 'target' | 'run'>): CaseFacts => ({
  number,
  run,
  action,
  target: `${target.type}:${target.id}`,
});

/** Notes that an action is about to be taken, with what was there before. A repeated note changes nothing. */
export async function requestContainment(
  vault: Vault,
  incidentId: string,
  number: string,
  values: Omit<Values, 'state' | 'requestedAt'>,
): Promise<void> {
  if (await readContainment(vault, incidentId, number)) return;
  const requestedAt = vault.now();
  const requested = { ...values, state: 'requested' as const, requestedAt };
  await changeCase(vault, incidentId, () => ({
    entries: [{ at: requestedAt, actor: responder, kind: 'action-requested', facts: factsOf(number, values) }],
    records: [create(containment, { incidentId, number }, vault.instance, requested)],
  }));
}

const entryFor = {
  done: 'action-done',
  effective: 'action-effective',
  unproven: 'action-failed',
  failed: 'action-failed',
  undone: 'action-undone',
  kept: 'action-undone',
} as const satisfies Partial<Record<Values['state'], AutomaticKind>>;

/**
 * Notes how far an action is, in its row and in the timeline. A repeated note changes nothing; times stay as they were first
 * noted.
 */
export async function noteContainment(
  vault: Vault,
  incidentId: string,
  number: string,
  state: keyof typeof entryFor,
): Promise<void> {
  for (;;) {
    const known = await readContainment(vault, incidentId, number);
    if (!known) throw new Error('An action was done that nobody had noted before.');
    if (known.values.state === state) return;
    const at = vault.now();
    const times = state === 'done' ? { doneAt: at } : state === 'effective' ? { effectiveAt: at } : {};
    try {
      await changeCase(vault, incidentId, () => ({
        entries: [{ at, actor: responder, kind: entryFor[state], facts: { ...factsOf(number, known.values), state } }],
        records: [change(known, { state, ...times })],
      }));
      return;
    } catch (cause) {
      if (!(cause instanceof WriteRefused)) throw cause;
    }
  }
}

/** Every action of a case, in the order in which they were taken. */
export async function containmentsOf(vault: Vault, incidentId: string): Promise<Containment[]> {
  const found: Containment[] = [];
  const { pk } = ofNumber(incidentId, '0');
  for await (const page of rowsBelow(vault, { store: containment.store, pk }, 'containment#'))
    found.push(...page.map((row) => fromRow(vault.instance, containment, row, undefined)));
  return found.sort((a, b) => (a.ids.number < b.ids.number ? -1 : 1));
}
