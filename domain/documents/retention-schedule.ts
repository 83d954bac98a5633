import { buckets } from '#/domain/data-map/buckets.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import { holders } from '#/domain/data-map/holders.ts';
import { entities } from '#/domain/data-map/map.ts';
import { purposes } from '#/domain/data-map/purposes.ts';
import { describe, ttlNetDays } from '#/domain/data-map/retention.ts';
import { stores } from '#/domain/data-map/stores.ts';
import { type Document, heading, list, paragraph, table } from './document.ts';
import { mapEdition } from './facts.ts';
import { holderDays, otherPlaces } from './places.ts';
import { categoriesOf, listed, titled } from './words.ts';

/** The retention schedule: how long everything is kept, from which moment, and what ends it. */
export const retentionSchedule = (): Document => ({
  name: 'retention-schedule',
  title: 'Retention schedule',
  ...mapEdition,
  blocks: [
    list([
      'What has expired is returned by no read from that moment on; deletion follows.',
      `Where no legal hold can touch a record, it is deleted at its end. Where one can, a sweeper deletes it after asking for holds; ${ttlNetDays} days later the table’s own expiry would.`,
      'An organisation may shorten the period of coaching records and never lengthen it.',
      'A hold beats the schedule and a request to erase; the person is told where the law allows.',
    ]),
    heading('Records'),
    table(['Record', 'Purpose', 'Categories', 'Kept', 'Can be held', 'On erasure', 'Backups'], entities.map(recordRow)),
    heading('Other places'),
    table(
      ['Place', 'Holds', 'Kept', 'What removes one person'],
      otherPlaces.map(({ name, says, kept, eraser }) => [name, says, kept, eraser]),
    ),
    heading('After an erasure'),
    paragraph(
      'Keys are destroyed first, which makes the records unreadable at once. ' +
        `Copies lapse by themselves: wrapped keys after ${holderDays(holders.key_backups)}, tables after ${holderDays(holders.backups)}. ` +
        `${buckets.ledger.says}`,
    ),
  ],
});

const backupWords = {
  nightly30: `${holders.backups.keepDays} days`,
  locked7: `${holders.key_backups.keepDays} days`,
  none: 'none',
} as const;

const recordRow = (entity: Entity): string[] => [
  titled(entity.name),
  purposes[entity.purpose].title,
  listed(categoriesOf([entity]).map(titled)),
  describe(entity.retention),
  entity.retention.holdable ? 'yes' : 'no',
  entity.onErasure === 'delete' ? 'deleted' : `stays: ${entity.onErasure.stays}`,
  backupWords[stores[entity.store].backup],
];
