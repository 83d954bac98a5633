import { versionsOf } from './binding.ts';
import type { Condition } from './facts.ts';
import type { Regime, Rule, Rules } from './regime.ts';
import { regimes } from './regimes.ts';
import { type RuleName, ruleNames, ruleTable } from './rules.ts';
import type { Deadline, Period } from './values.ts';

/** One cell of the matrix of rules and regimes: what a regime says on a rule, in words. */
export type MatrixRow = {
  readonly rule: RuleName;
  readonly says: string;
  readonly regime: Regime['id'];
  readonly regimeName: string;
  readonly asOf: string;
  readonly value: string;
  /** The country whose own rule this is; absent: the whole regime's. */
  readonly country?: string;
  /** On whom it is binding, where not on everybody. */
  readonly only?: string;
} & Pick<Rule<unknown>, 'citation' | 'note' | 'confidence' | 'evidence' | 'from' | 'until'>;

/** Every rule of every regime, rule by rule, ready to be rendered. Regimes that were searched in vain say `none set`. */
export const jurisdictionMatrix = (): readonly MatrixRow[] =>
  ruleNames.flatMap((rule) => regimes.flatMap((regime) => rowsOf(rule, regime)));

function rowsOf(rule: RuleName, regime: Regime): MatrixRow[] {
  const { id, name: regimeName, asOf } = regime;
  const row = { rule, says: ruleTable[rule].says, regime: id, regimeName, asOf };
  if (regime.silentOn?.includes(rule))
    return [{ ...row, value: noneSet, citation: '-', note: silence, confidence: 'medium', evidence: 'recall' }];
  const national = Object.entries(regime.national ?? {}).flatMap(([country, rules]) =>
    versions(rules, rule).map((version) => ({ ...row, country, ...worded(version) })),
  );
  return [...versions(regime.rules, rule).map((version) => ({ ...row, ...worded(version) })), ...national];
}

const noneSet = 'none set';
const silence = 'No specific rule or number known; falls out of composition.';
const versions = (rules: Rules, name: RuleName) => versionsOf<Rule<RuleValue>>(rules[name]);

function worded({ value, citation, note, confidence, evidence, from, until, only }: Rule<RuleValue>) {
  const particulars = {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(only === undefined ? {} : { only: conditionInWords(only) }),
  };
  return { value: inWords(value), citation, note, confidence, evidence, ...particulars };
}

const conditionInWords = ({
  regions,
  notRegions,
  sector,
  notSector,
  minor,
  employment,
  threshold,
}: Condition): string =>
  [
    regions && `in ${regions.join(', ')}`,
    notRegions && `outside ${notRegions.join(', ')}`,
    sector && `in the ${sector} sector`,
    notSector && `outside the ${notSector} sector`,
    minor && 'for known minors',
    employment && 'for employees',
    threshold && `above the threshold ${threshold}`,
  ]
    .filter(Boolean)
    .join(', ');

type RuleValue = Deadline | Period | number | string | boolean;

/** `15 business days`, `without undue delay`, `yes`, `18 years`. */
function inWords(value: RuleValue): string {
  if (value === null) return noneSet;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return `${value} years`;
  if (typeof value === 'string') return value.replaceAll('_', ' ');
  if ('promptness' in value) return value.promptness.replaceAll('_', ' ');
  return Object.entries(value)
    .map(([unit, count]) => `${count} ${unit === 'businessDays' ? 'business days' : unit}`)
    .join()
    .replace(/^(1 \w+)s$/, '$1');
}
