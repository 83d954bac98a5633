import { entities } from '#/domain/data-map/map.ts';
import { stores } from '#/domain/data-map/stores.ts';
import { adequateCountries } from '#/domain/governance/adequacy.ts';
import { jurisdictionNames, placeOf } from '#/domain/governance/places.ts';
import { processors, registerVersion, transferWords } from '#/domain/governance/processors.ts';
import { isValidOn, type TransferMechanism, transferMechanisms } from '#/domain/governance/transfers.ts';
import { type Block, type Document, heading, paragraph, table } from './document.ts';
import { type DocumentFacts, mapEdition, whereWords } from './facts.ts';
import { otherPlaces } from './places.ts';
import { categoriesOf, categoryWords, listedOr, personalCategories, titled } from './words.ts';

/** Where each kind of data is, and what would carry it to another country (GDPR Art. 44-49). */
export const transfers = (facts: DocumentFacts): Document => ({
  name: 'transfers',
  title: 'Where data is, and transfers',
  version: `${mapEdition.version}, register ${registerVersion.version}`,
  date: [mapEdition.date, registerVersion.announced].sort().at(-1) as string,
  blocks: [
    paragraph(whereWords(facts)),
    paragraph(
      `No server of this instance talks to another instance; nobody’s data leaves ${jurisdictionNames[facts.controller.jurisdiction]} unless the person connects a tool of their own.`,
    ),
    heading('Kinds of data by place and processor'),
    table(['Where', 'Kinds of personal data', 'Countries', 'Processor'], whereRows(facts)),
    ...ways(facts),
    heading('Mechanisms that are taken, and those that are refused'),
    table(
      ['Mechanism', 'What it is', 'In law', `On ${registerVersion.announced}`],
      (Object.keys(transferMechanisms) as TransferMechanism[]).map((name) => [
        titled(name),
        transferMechanisms[name].says,
        transferMechanisms[name].citation,
        isValidOn(name, registerVersion.announced) ? 'taken' : 'refused: no longer valid',
      ]),
    ),
    heading('Countries found adequate'),
    table(
      ['Country', 'Decision', 'From', 'Until', 'Only'],
      Object.entries(adequateCountries).map(([country, { decision, from, until = '', only = '' }]) => [
        country,
        decision,
        from,
        until,
        only,
      ]),
    ),
  ],
});

function whereRows({ controller, backupRegion }: DocumentFacts): string[][] {
  const own = placeOf(controller.region).country;
  const both = [...new Set([own, placeOf(backupRegion).country])].join(', ');
  const by = Object.values(processors)
    .map(({ contract }) => contract[controller.jurisdiction])
    .map(({ legalName, country }) => `${legalName} (${country})`)
    .join(', ');
  const tables = Object.entries(stores).map(([name, { backup }]) => {
    const kinds = personalCategories(categoriesOf(entities.filter(({ store }) => store === name)));
    return [`table ${name}`, listedOr(kinds.map(categoryWords), 'none'), backup === 'none' ? own : both, by];
  });
  const others = otherPlaces.map(({ name, holds, resource }) => {
    const kinds = personalCategories(holds).map(categoryWords);
    return [name, listedOr(kinds, 'none'), resource.startsWith('AWS::Backup::') ? both : own, by];
  });
  return [...tables, ...others];
}

const ways = ({ controller }: DocumentFacts): Block[] => [
  heading('Transfers and their assessment'),
  table(
    ['Processor', 'Mechanism', 'Why, and what lowers the risk'],
    Object.values(processors).map(({ name, transfer }) => {
      const { mechanisms, because } = transfer[controller.jurisdiction];
      return [name, transferWords(mechanisms), because];
    }),
  ),
];
