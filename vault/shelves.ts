import type { Entity, KeyTemplate } from '#/domain/data-map/entity.ts';
import type { FoundRow } from './errand.ts';
import { listRows } from './rows.ts';
import { type Partition, partitionsOf, pointersIn, rowFound } from './subject-rows.ts';
import type { Vault } from './vault.ts';

/** Where rows of one entity about one person stand side by side. */
export type Shelf = Partition & {
  readonly prefix: string;
  /** The engagement that the rows belong to, if any: it decides when they end. */
  readonly engagementId: string | undefined;
};

const prefixOf = ({ sk }: KeyTemplate): string => (sk.includes('{') ? sk.slice(0, sk.indexOf('{')) : sk);

/**
 * Every place where rows of an entity about a person can be: those that its key names, or, where that is no place of the
 * person's, those where pointers to them stand. The order stays the same when engagements are added.
 */
export function shelvesOf(entity: Entity, personId: string, engagementIds: readonly string[]): Shelf[] {
  const { store, key, pointers = [] } = entity;
  const engagements = engagementIds.toSorted();
  const own = (template: KeyTemplate): Shelf[] =>
    partitionsOf(template, personId, engagements).map((pk, index) => ({
      store,
      pk,
      prefix: prefixOf(template),
      engagementId: template.pk.includes('{engagementId}') ? engagements[index] : undefined,
    }));
  const named = own(key);
  return named.length > 0 ? named : pointers.flatMap(own);
}

type Page = { readonly found: readonly FoundRow[] /** The sort key to go on behind. */; readonly last: string };

const isOf =
  (entity: Entity) =>
  ({ entity: { name } }: FoundRow): boolean =>
    name === entity.name;

const pageSize = 100;

/**
 * The rows of an entity on a shelf, page by page, from behind a sort key on. Oldest first: what comes to be meanwhile stands
 * behind what is there, and moves no page.
 */
export async function* rowsOn(vault: Vault, entity: Entity, shelf: Shelf, after?: string): AsyncGenerator<Page> {
  let next = after;
  do {
    const page = await listRows(vault.tables, { ...shelf, limit: pageSize, after: next, ascending: true });
    const own = page.rows.flatMap((row) => rowFound(row) ?? []);
    const pointed = (await pointersIn(vault, page.rows)).flatMap(({ row, entity: target }) =>
      row ? [{ entity: target, row }] : [],
    );
    const last = page.rows.at(-1)?.sk;
    if (last) yield { found: [...own, ...pointed].filter(isOf(entity)), last };
    next = page.next;
  } while (next);
}
