import { containment } from '#/domain/data-map/entities/incidents.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { change, create } from '#/vault/draft.ts';
import { fromRow, type OpenRecord, refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { putDraft } from '#/vault/steps.ts';
import { rowsBelow } from '#/vault/subject-rows.ts';
import { WriteRefused, writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';

export type Containment = OpenRecord<typeof containment>;
type Values = ValuesOf<typeof containment>;

/** Rows of one case stand in the order of their numbers: run, then action. */
export const containmentNumber = (run: number, action: number): string =>
  `${String(run).padStart(4, '0')}-${String(action).padStart(4, '0')}`;

const ofNumber = (incidentId: string, number: string) => refOf(containment, { incidentId, number });

/** Notes that an action is about to be taken, with what was there before. A repeated note changes nothing. */
export async function requestContainment(
  vault: Vault,
  incidentId: string,
  number: string,
  values: Omit<Values, 'state' | 'requestedAt'>,
): Promise<void> {
  const at = vault.now();
  const draft = create(containment, { incidentId, number }, vault.instance, {
    ...values,
    state: 'requested',
    requestedAt: at,
  });
  await writeTogether(vault.tables.dynamo, [putDraft(vault, draft, at)]).catch((cause: unknown) => {
    if (!(cause instanceof WriteRefused)) throw cause;
  });
}

/** Notes how far an action is. Times that are noted stay as they were first noted. */
export async function noteContainment(
  vault: Vault,
  incidentId: string,
  number: string,
  next: Partial<Pick<Values, 'state' | 'doneAt' | 'effectiveAt' | 'leaseUntil'>>,
): Promise<void> {
  const ref = ofNumber(incidentId, number);
  for (;;) {
    const row = (await getTogether(vault.tables, [ref])).get(ref);
    if (!row) throw new Error('An action was done that nobody had noted before.');
    const record = fromRow(vault.instance, containment, row, undefined);
    const { doneAt = next.doneAt, effectiveAt = next.effectiveAt } = record.values;
    try {
      const draft = change(record, { ...next, doneAt, effectiveAt });
      await writeTogether(vault.tables.dynamo, [putDraft(vault, draft, vault.now())]);
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
