import type { breachThresholds } from '#/domain/jurisdictions/ladders.ts';
import type { ClockId } from './clock-id.ts';

/** What people are asked about a breach. The scope of the case answers the rest. */
export const thresholdQuestions = {
  'personal-data': 'Was personal data lost, changed, disclosed or read by somebody who may not?',
  'reasonable-grounds': 'Are there reasonable grounds to believe that somebody without right read or took it?',
  'read-or-taken': 'Was data that the law lists (health, credentials, identity numbers) read or taken?',
  taken: 'Was data that the law lists (health, credentials, identity numbers) taken?',
  unreadable: 'Was all of it unreadable to them: encrypted, with the keys safe?',
  'risk-unlikely': 'Is a risk to the rights and freedoms of people unlikely?',
  'high-risk': 'Is a high risk to the rights and freedoms of people likely?',
  'risk-removed': 'Did measures taken since make the high risk unlikely to come about?',
  'serious-injury':
    'Is there a risk of serious injury, by sensitivity, expected consequences and likelihood of misuse?',
  'significant-harm': 'Is there a real risk of significant harm, by sensitivity and probability of misuse?',
  'relevant-risk': 'Can it cause relevant risk or harm: sensitive, children’s, financial, secret or large-scale data?',
  'harm-avoided': 'Did measures avoid the harm effectively?',
  'low-probability':
    'Is the probability of a compromise low, by kind of data, who had it, whether it was seen, and what was done since?',
  'health-record': 'Is it an identifiable personal health record that is not encrypted?',
  'major-incident': 'Is it a relatively major incident by the authority’s grades?',
} as const;
export type ThresholdQuestion = keyof typeof thresholdQuestions;

export type Outcome = 'notify' | 'not-notify';
/** A tree of yes and no. `atLeast` asks the scope of the case how many people of that law’s place are affected. */
export type Tree =
  | Outcome
  | { readonly ask: ThresholdQuestion; readonly yes: Tree; readonly no: Tree }
  | { readonly atLeast: number; readonly yes: Tree; readonly no: Tree };

const ask = (question: ThresholdQuestion, yes: Tree, no: Tree): Tree => ({ ask: question, yes, no });
const atLeast = (count: number): Tree =>
  ask('personal-data', { atLeast: count, yes: 'notify', no: 'not-notify' }, 'not-notify');
const ifHit = (tree: Tree): Tree => ask('personal-data', tree, 'not-notify');
const ifRead = (question: 'read-or-taken' | 'taken'): Tree =>
  ifHit(ask(question, ask('unreadable', 'not-notify', 'notify'), 'not-notify'));

/** What each law’s threshold asks; whether a breach meets it is then no matter of taste. */
export const thresholdTrees: Readonly<Record<(typeof breachThresholds)[number], Tree>> = {
  any: ifHit('notify'),
  any_unsecured_phr_identifiable: ifHit(ask('health-record', 'notify', 'not-notify')),
  reasonable_grounds_of_unauthorised_access: ask('reasonable-grounds', 'notify', 'not-notify'),
  access_or_acquisition_of_listed_data: ifRead('read-or-taken'),
  unencrypted_listed_data_acquired: ifRead('taken'),
  presumed_breach_unless_low_probability_of_compromise: ifHit(
    ask('unreadable', 'not-notify', ask('low-probability', 'not-notify', 'notify')),
  ),
  unless_harm_effectively_avoided: ifHit(ask('harm-avoided', 'not-notify', 'notify')),
  unless_unlikely_to_result_in_risk: ifHit(ask('risk-unlikely', 'not-notify', 'notify')),
  relevant_risk_or_harm: ifHit(ask('relevant-risk', 'notify', 'not-notify')),
  risk_of_serious_injury: ifHit(ask('serious-injury', 'notify', 'not-notify')),
  real_risk_of_significant_harm: ifHit(ask('significant-harm', 'notify', 'not-notify')),
  // GDPR Art. 34(3)(a) and (b). Disproportionate effort (c) changes how people are told, not whether.
  likely_high_risk: ifHit(
    ask('high-risk', ask('unreadable', 'not-notify', ask('risk-removed', 'not-notify', 'notify')), 'not-notify'),
  ),
  any_resident_notified: atLeast(1),
  '250_or_more_residents': atLeast(250),
  '500_or_more_residents': atLeast(500),
  more_than_500_residents: atLeast(501),
};

/** Clocks whose law names its threshold elsewhere than in the packs of the jurisdictions. */
const treesOfClocks: Readonly<Partial<Record<ClockId, Tree>>> = {
  'cn-pipl-csirt': ask('major-incident', 'notify', 'not-notify'),
};

/** The tree of a clock. A law that names no threshold wants a notice of every breach. */
export function treeOf({ clockId, threshold }: { clockId: ClockId; threshold?: string | undefined }): Tree {
  const own = treesOfClocks[clockId] ?? thresholdTrees[threshold as keyof typeof thresholdTrees];
  if (own) return own;
  return threshold === undefined ? ifHit('notify') : 'notify';
}
