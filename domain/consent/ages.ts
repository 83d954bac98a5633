import { consentAge, minorAge } from '#/domain/jurisdictions/ages.ts';
import { regimesFor } from '#/domain/jurisdictions/binding.ts';
import type { Facts } from '#/domain/jurisdictions/facts.ts';

export const ageBands = ['adult', 'minor'] as const;
type AgeBand = (typeof ageBands)[number];

/** What somebody has told of their age: of an adult nothing but that, of a minor the day on which they come of age. */
export type Declared = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly band: AgeBand;
  /** `2031-05-04`; of a minor only. */
  readonly majorityOn?: string | undefined;
};

/**
 * - `undeclared`: not known;
 * - `below`: a minor who cannot consent alone;
 * - `alone`: a minor who is old enough to;
 * - `adult`: of age.
 */
export type AgeStanding = 'undeclared' | 'below' | 'alone' | 'adult';

/** Nobody comes of age earlier than this, whatever a law calls a minor in its own terms. */
const fullAge = 18;

type Ages = {
  /** From which age a person consents alone. */
  readonly consent: number;
  readonly majority: number;
};

/** The ages that count for somebody who lives in a country, at a moment (epoch ms): from the dated table of laws. */
export function agesIn(country: string, instance: string, at: number): Ages {
  const { regimes } = regimesFor({ country, instance: instance as Facts['instance'], minor: true }, at);
  const majority = Math.max(fullAge, minorAge(regimes).value);
  return { consent: Math.min(consentAge(regimes).value, majority), majority };
}

/** A day some years later or earlier; one born on 29 February has their birthday on 1 March where there is none. */
function yearsFrom(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10);
}

/** The moment (epoch ms) a day has begun everywhere on earth: nobody is taken for older than they are. */
const begunEverywhere = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** On which day somebody comes of age. */
export const majorityDay = (bornOn: string, country: string, instance: string, at: number): string =>
  yearsFrom(bornOn, agesIn(country, instance, at).majority);

/** The moment (epoch ms) somebody is of age, and nobody decides for them any more. */
export const majorityAt = (majorityOn: string): number => begunEverywhere(majorityOn);

/** Where somebody stands at a moment (epoch ms), under the laws of that moment. */
export function ageStanding(declared: Declared | undefined, instance: string, at: number): AgeStanding {
  if (!declared) return 'undeclared';
  const { band, country, majorityOn } = declared;
  if (band === 'adult') return 'adult';
  // A minor without a day would stay one for ever; the safe side, and no declaration leads there.
  if (majorityOn === undefined) return 'below';
  if (majorityAt(majorityOn) <= at) return 'adult';
  const { consent, majority } = agesIn(country, instance, at);
  return begunEverywhere(yearsFrom(majorityOn, consent - majority)) <= at ? 'alone' : 'below';
}

/** Why a declaration cannot take the place of an earlier one, in words; undefined when it can. */
export function declarationRefusal(from: Declared | undefined, to: Declared, at: number): string | undefined {
  if (from?.band !== 'minor' || from.majorityOn === undefined || majorityAt(from.majorityOn) <= at) return undefined;
  const makesOlder = to.band === 'adult' || (to.majorityOn ?? '') < from.majorityOn;
  return makesOlder
    ? 'A minor is not made older here; ask the privacy office to correct it (/v1/me/requests).'
    : undefined;
}
