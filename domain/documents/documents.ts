import { dataFlow } from './data-flow.ts';
import { type Document, heading, list, paragraph, table } from './document.ts';
import { type DocumentFacts, mapEdition, regionWords } from './facts.ts';
import { fullNotice } from './full-notice.ts';
import { impactAssessment } from './impact-assessment.ts';
import { jurisdictions } from './jurisdictions.ts';
import { legitimateInterests } from './legitimate-interests.ts';
import { operatorTerms } from './operator-terms.ts';
import { recordOfProcessing } from './record-of-processing.ts';
import { retentionSchedule } from './retention-schedule.ts';
import { shortNotice } from './short-notice.ts';
import { subProcessors } from './sub-processors.ts';
import { transfers } from './transfers.ts';
import { type TransparencyCounts, transparencyReport } from './transparency-report.ts';
import { trust } from './trust.ts';

/** Every document of an instance, a table of contents first. The transparency report needs the counts of its quarter. */
export function documentsOf(facts: DocumentFacts, counts?: TransparencyCounts): Document[] {
  const documents = [
    shortNotice(facts),
    fullNotice(facts),
    trust(facts),
    operatorTerms(facts),
    recordOfProcessing(facts),
    retentionSchedule(),
    dataFlow(facts),
    transfers(facts),
    subProcessors(facts),
    impactAssessment(facts),
    ...legitimateInterests(),
    jurisdictions(),
    ...(counts ? [transparencyReport(counts)] : []),
  ];
  return [contents(facts, documents), ...documents];
}

const contents = ({ controller }: DocumentFacts, documents: readonly Document[]): Document => ({
  name: 'index',
  title: `Documents of the instance ${controller.instance}`,
  ...mapEdition,
  blocks: [
    paragraph(`${controller.controllerName}, ${regionWords(controller.region)}.`),
    table(
      ['Document', 'File', 'Version', 'Date'],
      documents.map(({ title, name, version, date }) => [title, name, version, date]),
    ),
    heading('How they are made'),
    list([
      'All of them are made from the tables that the service itself enforces; change those and make them anew.',
      'Their dates are those of the tables. The same tables give the same bytes.',
      'Impact and legitimate-interest assessments are drafts until somebody decides and signs them.',
    ]),
  ],
});
