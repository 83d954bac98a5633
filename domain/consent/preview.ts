import { isSealed } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { type ConsentPurpose, purposes, usedBy } from '#/domain/data-map/purposes.ts';
import { describe } from '#/domain/data-map/retention.ts';
import type { Answer } from './choices.ts';

type Effect = {
  readonly entity: string;
  readonly says: string;
  readonly effect: 'made_possible' | 'unreadable_and_deleted' | 'no_longer_used' | 'stays';
  readonly why: string;
};

const titled = (name: string): string => name.replaceAll('_', ' ');

function collected(purpose: ConsentPurpose, answer: Answer): Effect[] {
  const { title } = purposes[purpose];
  return entities
    .filter((entity) => entity.purpose === purpose)
    .map((entity) =>
      answer === 'given'
        ? {
            entity: entity.name,
            says: titled(entity.name),
            effect: 'made_possible',
            why: `It is collected for “${title}” and nothing else, and kept ${describe(entity.retention)} at most.`,
          }
        : {
            entity: entity.name,
            says: titled(entity.name),
            effect: 'unreadable_and_deleted',
            why: `It was collected for “${title}” alone: its key is destroyed with your choice, then it is deleted.`,
          },
    );
}

function used(purpose: ConsentPurpose, answer: Answer): Effect[] {
  const { title } = purposes[purpose];
  return usedBy(purpose).flatMap((source) =>
    entities
      .filter((entity) => entity.purpose === source && isSealed(entity))
      .map((entity) => ({
        entity: entity.name,
        says: titled(entity.name),
        effect: answer === 'given' ? ('made_possible' as const) : ('no_longer_used' as const),
        why:
          answer === 'given'
            ? `“${title}” may then use it. It stays what it is, collected for “${purposes[source].title}”.`
            : `It stays for “${purposes[source].title}”, which it was collected for; “${title}” cannot open it any more.`,
      })),
  );
}

const proof: Effect = {
  entity: 'consent_entry',
  says: 'the record of your choices',
  effect: 'stays',
  why: 'It proves what you chose and when, by id and without any content.',
};

/** What a choice would do, computed from the data map before it is made. */
export const effectsOf = (purpose: ConsentPurpose, answer: Answer): readonly Effect[] => [
  ...collected(purpose, answer),
  ...used(purpose, answer),
  proof,
];
