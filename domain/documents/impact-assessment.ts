import { type Category, isSpecial } from '#/domain/data-map/categories.ts';
import { entities } from '#/domain/data-map/map.ts';
import { type Purpose, purposeNames, purposes, usedBy } from '#/domain/data-map/purposes.ts';
import { describe } from '#/domain/data-map/retention.ts';
import { activities, type RiskCriterion, riskCriteria } from '#/domain/governance/activities.ts';
import { type ControlId, controls } from '#/domain/governance/controls.ts';
import { openPoints, risks } from '#/domain/governance/risks.ts';
import { type Block, type Document, facts, heading, list, paragraph, subheading, table } from './document.ts';
import { type DocumentFacts, mapEdition, whereWords } from './facts.ts';
import { basisOf, categoriesOf, categoryWords, listedOr, titled } from './words.ts';

/** The data-protection impact assessment, filled as far as tables know (GDPR Art. 35); people decide the rest. */
export const impactAssessment = (of: DocumentFacts): Document => ({
  name: 'impact-assessment',
  title: 'Data-protection impact assessment',
  ...mapEdition,
  blocks: [
    paragraph(`Draft for ${of.controller.controllerName}. It is no assessment until it is decided and signed below.`),
    ...screening(),
    heading('Description of the processing (Art. 35(7)(a))'),
    paragraph(`${whereWords(of)} The record of processing activities and the data-flow diagram are part of it.`),
    ...purposeNames.filter(needsAssessment).flatMap(description),
    heading('Risks to people and measures (Art. 35(7)(c) and (d))'),
    table(
      ['Risk', 'Harm', 'Likelihood', 'Severity', 'Measures', 'Remains', 'Because'],
      risks.map((risk) => [
        risk.risk,
        risk.harm,
        risk.likelihood,
        risk.severity,
        measureWords(risk.measures),
        risk.remains,
        risk.because,
      ]),
    ),
    heading('For the operator to settle'),
    list(openPoints),
    signature(),
  ],
});

/** What makes a purpose risky: what is noted of it, and sensitive data if the map has any for it. */
export function criteriaOf(purpose: Purpose): RiskCriterion[] {
  const isSensitive = touched(purpose).some(isSpecial);
  return [...(isSensitive ? (['sensitive'] as const) : []), ...activities[purpose].criteria];
}

/** Two criteria make an assessment due (WP 248 rev.01, III.B). */
export const needsAssessment = (purpose: Purpose): boolean => criteriaOf(purpose).length >= 2;

/** Categories that a purpose collects, or uses of others. */
const touched = (purpose: Purpose): Category[] =>
  categoriesOf(entities.filter((entity) => [purpose, ...usedBy(purpose)].includes(entity.purpose)));

const screening = (): Block[] => [
  heading('Which purposes need it'),
  table(
    ['Purpose', 'Criteria met', 'Assessment'],
    purposeNames.map((purpose) => [
      purposes[purpose].title,
      listedOr(
        criteriaOf(purpose).map((name) => riskCriteria[name].toLowerCase()),
        'none',
      ),
      needsAssessment(purpose) ? 'due' : 'not due by these criteria',
    ]),
  ),
];

function description(purpose: Purpose): Block[] {
  const collected = entities.filter((entity) => entity.purpose === purpose);
  return [
    subheading(purposes[purpose].title),
    paragraph(purposes[purpose].says),
    facts([
      ['Lawful basis', basisOf(purpose)],
      ['Data', listedOr(touched(purpose).map(categoryWords), 'none')],
      [
        'Records',
        listedOr(
          collected.map(({ name, retention }) => `${titled(name)} (${describe(retention)})`),
          'none of its own',
        ),
      ],
      ['Necessary and proportionate (Art. 35(7)(b))', proportion(purpose)],
    ]),
  ];
}

const proportion = (purpose: Purpose): string =>
  purposes[purpose].basis === 'consent'
    ? 'Off until the person turns it on; the service works in full without it. Withdrawal destroys its keys and deletes what was kept only for it.'
    : 'Each field states why it is needed, and optional ones can be left out. Nothing is used for another purpose.';

const measureWords = (ids: readonly ControlId[]): string => ids.map((id) => controls[id].title).join(', ');

/** Lines for those who decide, left empty on paper. */
export const signature = (): Block =>
  table(['Decision', 'Conditions', 'Name and role', 'Date', 'Next review'], [['', '', '', '', '']]);
