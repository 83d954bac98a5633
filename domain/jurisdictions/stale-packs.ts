import { endOf } from '#/domain/data-map/retention.ts';
import type { Regime } from './regime.ts';
import { regimes } from './regimes.ts';

/** Months after which a pack has to be read against the law again. */
const reviewMonths = 12;

/** The packs whose last review is too long ago at a moment (epoch ms). Somebody should be warned of each. */
export const stalePacks = (at: number): readonly Pick<Regime, 'id' | 'name' | 'asOf'>[] =>
  regimes
    .filter(({ asOf }) => !(at < endOf(Date.parse(`${asOf}T00:00:00Z`), { months: reviewMonths })))
    .map(({ id, name, asOf }) => ({ id, name, asOf }));
