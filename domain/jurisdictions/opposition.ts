import { type Considered, keptUntil } from './comparison.ts';
import { restOnConsent, unfreeConsents } from './ladders.ts';
import type { RuleName } from './rules.ts';
import type { Period } from './values.ts';

/** Duties that cannot all be met by being strict: a person decides, with these before them. */
export type HumanReview = { readonly reason: string; readonly sides: readonly Considered<unknown>[] };

type Comparison = {
  /** The rules compared, the strictest first. */
  readonly rules: readonly Considered<unknown>[];
  readonly governing: Considered<unknown>;
  /** Another rule's comparison among the same regimes. */
  readonly other: (name: RuleName) => readonly Considered<unknown>[];
  readonly at: number;
};
type Opposition = (comparison: Comparison) => HumanReview | undefined;

/** Two laws each bind the data to their own country. */
const twoPlaces: Opposition = ({ rules }) => {
  const sides = rules.filter(({ boundTo, value }) => boundTo !== undefined && value !== false);
  const places = [...new Set(sides.map(({ boundTo }) => boundTo))].sort();
  if (places.length < 2) return undefined;
  return { reason: `Laws bind the data to ${places.join(' and to ')} at once: decide what is kept where.`, sides };
};

/** The strictest way to ask is no help where the person is not free to say no. */
const unfreeConsent: Opposition = ({ governing, other }) => {
  if (!restOnConsent.includes(governing.value as string)) return undefined;
  const employer = other('employerConsent').find(({ value }) => unfreeConsents.includes(value as string));
  if (!employer) return undefined;
  return {
    reason: 'A consent given to an employer cannot be relied on: find another legal basis, or leave the use out.',
    sides: [governing, employer],
  };
};

/** Some of the data must be kept for a time, whatever the purpose needs. */
const floorUnderPurpose: Opposition = ({ governing, other }) => {
  const [floor] = other('statutoryMinimumRetention');
  if (!floor) return undefined;
  return {
    reason: 'Some data must outlive its purpose: move it to a sealed hold class; neither delete it nor keep it in use.',
    sides: [governing, floor],
  };
};

/** One law wants a record kept longer than another allows. */
const floorAboveCeiling: Opposition = ({ rules, at }) => {
  const until = ({ value }: Considered<unknown>): number => keptUntil(at, value as Period);
  const floor = rules.find(({ ceiling }) => !ceiling);
  const ceiling = rules.findLast((rule) => rule.ceiling);
  if (!floor || !ceiling || until(floor) <= until(ceiling)) return undefined;
  return {
    reason: 'One law wants the record longer than another allows: keep the longer under seal, and decide for whom.',
    sides: [floor, ceiling],
  };
};

const oppositions: { readonly [N in RuleName]?: Opposition } = {
  localisation: twoPlaces,
  crossBorder: twoPlaces,
  consentSensitive: unfreeConsent,
  consentMarketing: unfreeConsent,
  consentSaleShare: unfreeConsent,
  consentProfilingAdm: unfreeConsent,
  personalDataRetention: floorUnderPurpose,
  accessLogRetention: floorAboveCeiling,
};

/** Why the strictest rule of this name does not settle the matter, or undefined when it does. */
export const oppositionIn = (name: RuleName, comparison: Comparison): HumanReview | undefined =>
  oppositions[name]?.(comparison);
