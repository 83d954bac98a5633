import { checked, type Rule, type Rules } from './regime.ts';

/** Where the GDPR is law: the European Union and the European Economic Area. */
const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
export const memberStates: readonly string[] = [...union, 'IS', 'LI', 'NO'];

/**
 * From which age a young person consents alone to an online service, as each state set it under GDPR Art. 8(1).
 * The three states of the Economic Area are not in the source, so the default of 16 holds there.
 */
const consentAges: Readonly<Record<number, string>> = {
  13: 'BE EE FI LV MT PT SE',
  14: 'AT BG CY ES IT LT',
  15: 'CZ FR GR SI',
  16: 'DE HR HU IE LU NL PL RO SK',
};

const ageIn = (state: string, age: number, note = '', more: Parameters<typeof checked>[3] = {}): Rule<number> =>
  checked(age, `GDPR Art. 8(1) as set by ${state}`, note, { confidence: 'medium', ...more });

const ages = Object.entries(consentAges).flatMap(([age, states]) =>
  states
    .split(' ')
    .map((state): [string, Rules] => [
      state,
      { digitalConsentAge: ageIn(state, Number(age), state === 'ES' ? 'Proposals to go to 16: re-check.' : '') },
    ]),
);

const denmark: Rules = {
  digitalConsentAge: [
    ageIn('DK', 13, '', { until: '2024-01-01' }),
    ageIn('DK', 15, 'Reported raised from 13 in 2024, day not known: re-check.', {
      confidence: 'low',
      from: '2024-01-01',
    }),
  ],
};

const france: Rules = {
  accessLogRetention: checked(
    { months: 12 },
    'CNIL Recommendation 2021-122 (guidance)',
    'CNIL: keep 6-12 months, longer only if justified (up to 3 y for internal control). Soft law; a ceiling in FR.',
    { confidence: 'medium', ceiling: true },
  ),
};

/** What member states set in their own way. */
export const memberStateRules: Readonly<Record<string, Rules>> = mergeByState([
  ...ages,
  ['DK', denmark],
  ['FR', france],
]);

function mergeByState(entries: readonly [string, Rules][]): Record<string, Rules> {
  const byState: Record<string, Rules> = {};
  for (const [state, rules] of entries) byState[state] = { ...byState[state], ...rules };
  return byState;
}
