import { type Category, categories } from '#/domain/data-map/categories.ts';
import type { Binding, BindingRegime } from '#/domain/jurisdictions/binding.ts';
import type { RegimeId } from '#/domain/jurisdictions/regime.ts';

/** An entry of the access log, as far as it counts here. Records are `note:eu.note_01J…`, or `note:*` for a list. */
export type Access = {
  readonly at: number;
  readonly actorId: string;
  readonly subjectId: string;
  readonly outcome: 'opened' | 'refused';
  readonly records: readonly string[];
};

/** Who is looked at, and when (epoch ms, both ends included). */
export type ScopeQuestion = {
  readonly actorIds: readonly string[];
  readonly from: number;
  readonly to: number;
};

type Knowledge = {
  /** What kinds of data an entity holds, from the data map; undefined for one that is not in it. */
  readonly categoriesOf: (entity: string) => readonly Category[] | undefined;
  /** Which laws protect a person. */
  readonly bindingOf: (subjectId: string) => Binding;
};

type Count = { readonly people: number; readonly records: number };
export type CaseScope = Count & {
  /** Lists that were opened: more records than are counted. */
  readonly lists: number;
  readonly categories: Readonly<Partial<Record<Category, Count>>>;
  readonly jurisdictions: Readonly<Partial<Record<RegimeId, Count>>>;
  /** People for whom a law was taken at its strictest because something about them is not known. */
  readonly assumed: number;
  /** Entities of the log that the data map does not know: their data counts as coaching content. */
  readonly unknownEntities: readonly string[];
  /** First and last access; absent where there was none. */
  readonly occurred?: { readonly from: number; readonly to: number };
};

/** One subject with one record. */
type Opened = { readonly subjectId: string; readonly entity: string; readonly record: string };

/** Distinct people and records. A list is no record: how many it held is not known. */
const countOf = (opened: readonly Opened[]): Count => ({
  people: new Set(opened.map(({ subjectId }) => subjectId)).size,
  records: new Set(opened.map(({ record }) => record).filter((record) => !record.endsWith(':*'))).size,
});

/** Distinct values of `keysOf`, each with what was opened under it. */
function countsBy<K extends string>(opened: readonly Opened[], keysOf: (one: Opened) => readonly K[]) {
  const groups = new Map<K, Opened[]>();
  for (const one of opened) for (const key of keysOf(one)) groups.set(key, [...(groups.get(key) ?? []), one]);
  return Object.fromEntries(
    [...groups].map(([key, group]) => [key, countOf(group)]).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  ) as Partial<Record<K, Count>>;
}

/**
 * Whom and what an incident reached: computed from what the access log says that these actors opened in that time, and never
 * typed in. Refused reads reached nothing. Counts only; nobody is named.
 */
export function scopeOf(log: readonly Access[], { actorIds, from, to }: ScopeQuestion, known: Knowledge): CaseScope {
  const reads = log.filter(
    ({ at, actorId, outcome }) => outcome === 'opened' && at >= from && at <= to && actorIds.includes(actorId),
  );
  const opened = reads.flatMap(({ subjectId, records }) =>
    records.map((record): Opened => ({ subjectId, record, entity: record.split(':')[0] ?? '' })),
  );
  const isPersonal = (category: Category): boolean => categories[category].personal;
  const bindings = new Map(reads.map(({ subjectId }) => [subjectId, known.bindingOf(subjectId)]));
  const times = reads.map(({ at }) => at);
  return {
    people: bindings.size,
    records: countOf(opened).records,
    lists: opened.filter(({ record }) => record.endsWith(':*')).length,
    categories: countsBy(opened, ({ entity }) =>
      (known.categoriesOf(entity) ?? (['coaching_content'] as const)).filter(isPersonal),
    ),
    jurisdictions: countsBy(opened, ({ subjectId }) => [
      ...new Set((bindings.get(subjectId)?.regimes ?? []).map(({ id }) => id)),
    ]),
    assumed: [...bindings.values()].filter(({ assumed }) => assumed.length > 0).length,
    unknownEntities: [...new Set(opened.map(({ entity }) => entity))].filter((entity) => !known.categoriesOf(entity)),
    ...(times.length > 0
      ? { occurred: { from: times.reduce((a, b) => Math.min(a, b)), to: times.reduce((a, b) => Math.max(a, b)) } }
      : {}),
  };
}

/** The laws of everybody affected, each once: what the legal clocks are made from. */
export function regimesOf(bindings: readonly Binding[]): readonly BindingRegime[] {
  const distinct = new Map(
    bindings.flatMap(({ regimes }) => regimes).map((regime) => [JSON.stringify(regime), regime]),
  );
  return [...distinct.values()];
}
