import { type Facts, holds } from './facts.ts';
import { memberStates } from './member-states.ts';
import type { Regime, Rule, Versions } from './regime.ts';
import { regimes } from './regimes.ts';
import { type RuleName, ruleNames, type ValueOf } from './rules.ts';

/** What one regime asks for one person at one moment: no versions, dates or conditions are left to check. */
export type BindingRegime = Pick<Regime, 'id' | 'calendar'> & {
  readonly rules: { readonly [N in RuleName]?: Rule<ValueOf<N>> };
};

export type Binding = {
  readonly regimes: readonly BindingRegime[];
  /** What is not known and is therefore taken at its strictest, in words for the privacy office. They name nobody. */
  readonly assumed: readonly string[];
};

/** States and provinces, ISO 3166-2. A code that is not here counts as not known. */
const regionsOf: Readonly<Record<string, string>> = {
  US: 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY',
  CA: 'AB BC MB NB NL NS NT NU ON PE QC SK YT',
};

/** Whose laws protect people of whom we know no country. */
const homeOf: Readonly<Record<Facts['instance'], readonly string[]>> = { eu: memberStates, na: ['US', 'CA'] };

/**
 * Which regimes bind us towards a person at a moment (epoch ms), and which of their rules. A person under several laws
 * (home here, employer there) is the sum of several answers: put their regimes together in one list.
 */
export function regimesFor(given: Facts, at: number): Binding {
  if (!Number.isFinite(at))
    throw new RangeError('The moment must be epoch milliseconds: which laws hold depends on it.');
  const facts = placed(given);
  const known = regimes.some((regime) => regime.scope.countries.includes(facts.country ?? ''));
  const countries = known ? [facts.country ?? ''] : homeOf[facts.instance];
  const bound = regimes
    .filter(({ scope }) => scope.countries.some((country) => countries.includes(country)))
    .filter(({ scope }) => holds(scope.regions ? { regions: scope.regions } : {}, facts))
    .map((regime) => bindingOf(regime, facts, at))
    .filter(({ rules }) => Object.keys(rules).length > 0);
  return { regimes: bound, assumed: assumptions(facts, known, bound) };
}

/** The facts with the country that the region tells, and without a region that the country lacks. */
function placed(facts: Facts): Facts {
  const country = facts.country ?? facts.region?.slice(0, 2);
  const [of, code = ''] = facts.region?.split('-') ?? [];
  const known = of === country && (regionsOf[country ?? '']?.split(' ').includes(code) ?? true);
  return { ...facts, country, region: known ? facts.region : undefined };
}

const day = (date: string | undefined, otherwise: number): number =>
  date === undefined ? otherwise : Date.parse(`${date}T00:00:00Z`);
const inForce = (rule: Rule<unknown>, at: number): boolean =>
  day(rule.from, -Infinity) <= at && at < day(rule.until, Infinity);

export const versionsOf = <R>(versions: Versions<R> | undefined): readonly R[] =>
  ([] as readonly R[]).concat(versions ?? []);

function bindingOf(regime: Regime, facts: Facts, at: number): BindingRegime {
  const { act = {}, besidesTheAct = [] } = regime.scope;
  const actBinds = holds(act, facts);
  const all = { ...regime.rules, ...regime.national?.[facts.country ?? ''] };
  const rules = ruleNames.flatMap((name) => {
    if (!actBinds && !besidesTheAct.includes(name)) return [];
    // Only there does it bind; and where it does, it stands against every other rule that asks for consent.
    if (name === 'employerConsent' && !facts.employment) return [];
    const binding = versionsOf<Rule<unknown>>(all[name]).find(
      (version) => inForce(version, at) && holds(version.only ?? {}, facts),
    );
    return binding ? [[name, binding]] : [];
  });
  return {
    id: regime.id,
    ...(regime.calendar ? { calendar: regime.calendar } : {}),
    rules: Object.fromEntries(rules) as BindingRegime['rules'],
  };
}

function assumptions(facts: Facts, known: boolean, bound: readonly BindingRegime[]): string[] {
  const said: string[] = [];
  const home = `the home law of the ${facts.instance.toUpperCase()} instance is taken.`;
  if (facts.country === undefined) said.push(`The country is not known: ${home}`);
  else if (!known) said.push(`There is no pack for the country: ${home}`);
  const regional = known ? facts.country !== undefined && facts.country in regionsOf : facts.instance === 'na';
  if (regional && facts.region === undefined)
    said.push('The state or province is not known: the laws of all of them are taken.');
  const sized = bound.some(({ id }) => id === 'us-ca-ccpa') && facts.sector !== 'health';
  if (sized && facts.organizationThresholds?.ccpaBusiness === undefined)
    said.push('Whether the organisation is large enough for the CCPA is not known: it is taken to be.');
  return said;
}
