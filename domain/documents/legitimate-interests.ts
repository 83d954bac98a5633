import { entities } from '#/domain/data-map/map.ts';
import { type Purpose, purposeNames, purposes } from '#/domain/data-map/purposes.ts';
import { describe } from '#/domain/data-map/retention.ts';
import { assessmentOf } from '#/domain/governance/assessments.ts';
import { type Document, heading, list, paragraph, table } from './document.ts';
import { mapEdition } from './facts.ts';
import { signature } from './impact-assessment.ts';
import { categoriesOf, categoryWords, listedOr, subjectWords, titled, unique } from './words.ts';

/** One assessment for each purpose that rests on a legitimate interest: the three-part test (CO20). */
export const legitimateInterests = (): Document[] =>
  purposeNames.flatMap((purpose) => {
    const facts = purposes[purpose];
    return facts.basis === 'legitimate_interest' ? [assessmentDocument(purpose, facts)] : [];
  });

type Weighed = Extract<(typeof purposes)[Purpose], { basis: 'legitimate_interest' }>;

function assessmentDocument(purpose: Purpose, { assessment, objection, title, says }: Weighed): Document {
  const { interest, necessity, expectation, harm, safeguards } = assessmentOf(assessment);
  const collected = entities.filter((entity) => entity.purpose === purpose);
  return {
    name: `legitimate-interest-${assessment.toLowerCase()}`,
    title: `Legitimate-interest assessment ${assessment}: ${title}`,
    ...mapEdition,
    blocks: [
      paragraph(`${says} The purpose “${purpose}” cannot be registered without this assessment.`),
      heading('The interest'),
      paragraph(interest),
      heading('Is it necessary?'),
      paragraph(necessity),
      table(
        ['Record', 'Categories', 'Kept'],
        collected.map((entity) => [
          titled(entity.name),
          listedOr(categoriesOf([entity]).map(categoryWords), 'none'),
          describe(entity.retention),
        ]),
      ),
      heading('The balance'),
      list([
        `Whose data: ${listedOr(unique(collected.map(({ about }) => subjectWords[about])), 'no record is collected for it alone')}.`,
        `What people expect: ${expectation}`,
        `What could harm them: ${harm}`,
      ]),
      heading('Safeguards'),
      list(safeguards),
      heading('Objection'),
      paragraph(
        objection === 'stops'
          ? 'Whoever objects is left out from then on.'
          : `Objections are weighed by a person of ours, one by one. ${objection.grounds}`,
      ),
      heading('Decision'),
      signature(),
    ],
  };
}
