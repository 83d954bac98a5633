import { disclosure } from '#/domain/data-map/entities/disclosures.ts';
import { propagation } from '#/domain/data-map/entities/integrations.ts';
import { listKey, type ValuesOf } from '#/domain/data-map/entity.ts';
import { change } from './draft.ts';
import type { Errand } from './errand.ts';
import { saveErrand } from './errand-write.ts';
import { fromRow, idsIn, type OpenRecord, refOf } from './records.ts';
import { getTogether } from './rows.ts';
import { rowsBelow } from './subject-rows.ts';
import { WriteRefused } from './transaction.ts';
import type { Vault } from './vault.ts';

export type Propagation = OpenRecord<typeof propagation>;
type Disclosure = ValuesOf<typeof disclosure>;

/** What went to third parties about a person. */
export async function disclosuresOf(vault: Vault, personId: string): Promise<Disclosure[]> {
  const { pk, prefix } = listKey(disclosure.key, { subjectId: personId });
  const found: Disclosure[] = [];
  for await (const rows of rowsBelow(vault, { store: disclosure.store, pk }, prefix)) {
    found.push(...rows.map(({ fields }) => fields as Disclosure));
  }
  return found;
}

/** What third parties were told about a person, and what became of it. Ids and times: nothing that a key would open. */
export async function propagationsOf(vault: Vault, personId: string): Promise<Propagation[]> {
  const { pk, prefix } = listKey(propagation.key, { personId });
  const found: Propagation[] = [];
  for await (const rows of rowsBelow(vault, { store: propagation.store, pk }, prefix)) {
    found.push(...rows.map((row) => fromRow(vault.instance, propagation, row, undefined)));
  }
  return found;
}

type Ids = Propagation['ids'];

export async function readPropagation(vault: Vault, ids: Ids): Promise<Propagation | undefined> {
  const ref = refOf(propagation, ids);
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return row && fromRow(vault.instance, propagation, row, undefined);
}

const [ofIntegration] = propagation.pointers ?? [];

/** Everything that one integration was told, page by page. */
export async function* propagationsTo(vault: Vault, integrationId: string): AsyncGenerator<Propagation[]> {
  if (!ofIntegration) return;
  const pk = ofIntegration.pk.replace('{integrationId}', integrationId);
  for await (const pointers of rowsBelow(vault, { store: propagation.store, pk }, 'propagation#')) {
    const refs = pointers.map((row) => refOf(propagation, idsIn(ofIntegration, row) as Ids));
    const rows = await getTogether(vault.tables, refs);
    yield refs.flatMap((ref) => rows.get(ref) ?? []).map((row) => fromRow(vault.instance, propagation, row, undefined));
  }
}

/** Says where a propagation now stands, with the event of that name. Answers whether it was this call that said it. */
export async function movePropagation(
  vault: Vault,
  errand: Errand,
  record: Propagation,
  values: Pick<Propagation['values'], 'state' | 'dueAt' | 'answeredAt'>,
): Promise<boolean> {
  const { answeredAt: _, ...known } = record.values;
  const draft = { ...change(record, {}), values: { ...known, ...values } };
  const type = values.state === 'pending' ? 'propagation.begun' : `propagation.${values.state}`;
  const event = { type, subjectId: record.ids.personId, resourceId: record.ids.propagationId };
  return saveErrand(vault, errand, { records: [draft], event }).then(
    () => true,
    (cause: unknown) => {
      if (cause instanceof WriteRefused && cause.failure === 'version') return false;
      throw cause;
    },
  );
}
