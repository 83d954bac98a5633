import type { Entity } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { type Purpose, purposeNames, purposes, usedBy } from '#/domain/data-map/purposes.ts';
import { describe } from '#/domain/data-map/retention.ts';
import { activities } from '#/domain/governance/activities.ts';
import { controlList } from '#/domain/governance/controls.ts';
import { processors, transferWords } from '#/domain/governance/processors.ts';
import { type Block, type Document, facts, heading, list, paragraph, table } from './document.ts';
import { type DocumentFacts, mapEdition, reachedAt, whereWords } from './facts.ts';
import { otherPlaces } from './places.ts';
import { readersOf } from './readers.ts';
import {
  basisOf,
  categoriesOf,
  categoryWords,
  listed,
  listedOr,
  personalCategories,
  subjectWords,
  titled,
  unique,
} from './words.ts';

/** The record of processing activities (GDPR Art. 30): every purpose, and everything that holds something for it. */
export const recordOfProcessing = (of: DocumentFacts): Document => ({
  name: 'record-of-processing',
  title: 'Record of processing activities',
  ...mapEdition,
  blocks: [...whoAndWhere(of), ...purposeNames.flatMap((purpose) => activity(purpose, of)), ...places(), ...measures()],
});

const whoAndWhere = ({ controller, ...rest }: DocumentFacts): Block[] => [
  paragraph('Activities as controller are recorded under GDPR Art. 30(1), those as processor under Art. 30(2).'),
  facts([
    ['Operator', `${controller.controllerName}, ${controller.controllerAddress}`],
    ['Privacy office', reachedAt(controller.privacyContact)],
    ['Instance', `${controller.instance}, ${controller.door}`],
    ['Where', whereWords({ controller, ...rest })],
  ]),
];

function activity(purpose: Purpose, { areas, controller }: DocumentFacts): Block[] {
  const { title, says } = purposes[purpose];
  const { role, because } = activities[purpose];
  const collected = entities.filter((entity) => entity.purpose === purpose);
  const used = usedBy(purpose).map((source) => purposes[source].title);
  const readers = unique(collected.flatMap((entity) => readersOf(entity, areas))).sort();
  return [
    heading(title),
    paragraph(says),
    facts([
      ['Purpose', purpose],
      ['Our role', `${role}. ${because}`],
      ['Lawful basis', basisOf(purpose)],
      ['People', listedOr(unique(collected.map(({ about }) => subjectWords[about])), 'those whose records it uses')],
      [
        'Categories of data',
        listedOr(personalCategories(categoriesOf(collected)).map(categoryWords), 'none of its own'),
      ],
      ['Uses records collected for', listedOr(used, 'no other purpose')],
      ['Recipients', listedOr([...readers, ...processorNames(controller.jurisdiction)], 'nobody')],
      ['Transfers', transfersOf(controller.jurisdiction)],
    ]),
    ...records(collected),
  ];
}

type Jurisdiction = DocumentFacts['controller']['jurisdiction'];
const processorNames = (jurisdiction: Jurisdiction): string[] =>
  Object.values(processors).map(({ contract }) => `${contract[jurisdiction].legalName} (processor)`);
const transfersOf = (jurisdiction: Jurisdiction): string =>
  Object.values(processors)
    .map(({ name, transfer }) => `${name}: ${transferWords(transfer[jurisdiction].mechanisms)}`)
    .join(' ');

const records = (collected: readonly Entity[]): Block[] =>
  collected.length === 0
    ? [paragraph('No record is collected for this purpose alone.')]
    : [
        table(
          ['Record', 'Store', 'About', 'Categories', 'Kept', 'On erasure'],
          collected.map((entity) => [
            titled(entity.name),
            entity.store,
            subjectWords[entity.about],
            listed(categoriesOf([entity]).map(titled)),
            describe(entity.retention),
            entity.onErasure === 'delete' ? 'deleted' : `stays: ${entity.onErasure.stays}`,
          ]),
        ),
      ];

const places = (): Block[] => [
  heading('Where data is besides the tables'),
  table(
    ['Place', 'Holds', 'Categories', 'Kept', 'What removes one person'],
    otherPlaces.map(({ name, says, holds, kept, eraser }) => [
      name,
      says,
      listedOr(holds.map(titled), 'nothing about a person'),
      kept,
      eraser,
    ]),
  ),
];

const measures = (): Block[] => [
  heading('Technical and organisational measures (GDPR Art. 32)'),
  list(controlList.map(({ title, says }) => `${title}: ${says}`)),
];
