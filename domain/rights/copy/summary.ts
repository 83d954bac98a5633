import { categoriesOf, type Entity } from '#/domain/data-map/entity.ts';
import { purposes } from '#/domain/data-map/purposes.ts';
import { describe } from '#/domain/data-map/retention.ts';
import { mapVersion } from '#/domain/data-map/version.ts';
import { type Document, heading, list, paragraph, table } from '#/domain/documents/document.ts';
import { basisOf, titled } from '#/domain/documents/words.ts';
import { copiedEntities, leftOut, redacted } from './contents.ts';
import type { CopyFacts } from './manifest.ts';
import { type Folder, recordsIn } from './names.ts';

/** How many records of each entity a folder of the copy holds. */
function countsOf({ files }: CopyFacts, folder: Folder): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name, records = 0 } of files) {
    const entity = recordsIn(name, folder);
    if (entity) counts.set(entity, (counts.get(entity) ?? 0) + records);
  }
  return counts;
}

const rowOf = (entity: Entity, count: number): string[] => [
  titled(entity.name),
  String(count),
  categoriesOf(entity).map(titled).join(', '),
  purposes[entity.purpose].title,
  basisOf(entity.purpose),
  describe(entity.retention),
];

/** The copy on one page, for people: how much of what is held, what for, on which basis and how long; and what is not in it. */
export function summaryOf(facts: CopyFacts): Document {
  const counts = countsOf(facts, 'records');
  const authored = [...countsOf(facts, 'authored')].filter(([, count]) => count > 0);
  const held = copiedEntities.filter(({ name }) => (counts.get(name) ?? 0) > 0);
  const withheld = Object.values(facts.withheld).reduce((sum, count) => sum + count, 0);
  return {
    name: 'summary',
    title: 'Your data',
    version: `data map ${mapVersion.version}`,
    date: new Date(facts.asOf).toISOString().slice(0, 10),
    blocks: [
      paragraph(
        `This is the copy that you asked for with ${facts.requestId}, of what was held about you at that moment.`,
      ),
      heading('What is in it'),
      table(
        ['What', 'How many', 'Kinds of data', 'What for', 'Legal basis', 'How long'],
        held.map((entity) => rowOf(entity, counts.get(entity.name) ?? 0)),
      ),
      paragraph(
        'The folder “records” has each of them as JSON and as CSV, “schemas” says what every member means to a program, ' +
          '“objects” has recordings. The file manifest.json lists every file with its SHA-256 and is signed by us.',
      ),
      ...(authored.length > 0
        ? [
            paragraph(
              'The folder “authored” has what you wrote about others as their coach, as far as you may read it:',
            ),
            list(authored.map(([entity, count]) => `${titled(entity)}: ${count}`)),
          ]
        : []),
      heading('What is not in it'),
      list([
        ...redacted().map(({ entity, field }) => `${titled(entity)}: ${field}. It tells of somebody else.`),
        ...leftOut().map(({ entity, why }) => `${titled(entity)}. ${why}`),
        ...(withheld > 0
          ? [`${withheld} records that others wrote for themselves, or whose time or consent was over.`]
          : []),
      ]),
      heading('What you can do'),
      list([
        'Ask for a correction, a restriction or an erasure, or object to a use: /v1/me/requests.',
        'See who opened what: /v1/me/transparency. Change what you allow: /v1/me/consents.',
        'Take the copy to another service, or bring it back here: /v1/me/imports.',
      ]),
    ],
  };
}
