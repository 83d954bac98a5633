import type { Area } from '#/domain/api/area.ts';
import { categories } from '#/domain/data-map/categories.ts';
import type { Entity, Protection } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { purposeNames, purposes } from '#/domain/data-map/purposes.ts';
import { describe } from '#/domain/data-map/retention.ts';
import { type Block, heading, paragraph, subheading, table } from './document.ts';
import { readersOf } from './readers.ts';
import { listedOr, subjectWords, titled } from './words.ts';

/** Every field that is stored: what it is, why, how it is kept, how long, and who has a way to it (TR3). */
export const catalogue = (areas: readonly Area[]): Block[] => [
  heading('What is kept'),
  paragraph('Each record is kept for the one purpose it was collected for. What is not listed here cannot be stored.'),
  table(
    ['Kind of data', 'What it is'],
    Object.entries(categories).map(([name, { says }]) => [titled(name), says]),
  ),
  ...purposeNames
    .flatMap((purpose) => entities.filter((entity) => entity.purpose === purpose))
    .flatMap((entity) => entryOf(entity, areas)),
];

const protectionWords: Readonly<Record<Protection, string>> = {
  sealed: 'encrypted under a key of its own',
  bound: 'readable in the table, part of the seal',
  plain: 'readable in the table',
};

const entryOf = (entity: Entity, areas: readonly Area[]): Block[] => [
  subheading(titled(entity.name)),
  paragraph(
    `For: ${purposes[entity.purpose].title}. About: ${subjectWords[entity.about]}. Kept: ${describe(entity.retention)}. ` +
      `Can be reached by: ${listedOr(readersOf(entity, areas), 'nobody but the service itself')}. ${copyWords(entity)}`,
  ),
  table(
    ['Field', 'Why', 'Kind', 'How it is kept'],
    [
      ...Object.entries(entity.fields).map(([name, { why, category, protection }]) => [
        name,
        why,
        titled(category),
        protectionWords[protection],
      ]),
      ...objectRows(entity),
    ],
  ),
];

const objectRows = ({ objects }: Entity): string[][] =>
  objects ? [[`files in ${objects.bucket}`, objects.why, titled(objects.category), protectionWords.sealed]] : [];

const copyWords = ({ onExport }: Entity): string =>
  onExport === 'whole' ? 'It is in your copy.' : `It is not in your copy: ${onExport.leftOut}`;
