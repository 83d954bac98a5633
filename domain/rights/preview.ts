import type { Entity } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { describe } from '#/domain/data-map/retention.ts';
import { copiesLapseAt } from '#/domain/erasure/copies.ts';
import { targetOf } from './targets.ts';

/** What is about a person, theirs alone or as the client of an engagement. */
const aboutPeople = (): Entity[] => entities.filter(({ about }) => about === 'person' || about === 'client');

export type Staying = {
  readonly entity: string;
  readonly why: string;
  /** Until when, in words. */
  readonly kept: string;
};

/** What an erasure leaves, and why. */
export const whatStays = (): Staying[] =>
  aboutPeople().flatMap(({ name, onErasure, retention }) =>
    onErasure === 'delete' ? [] : [{ entity: name, why: onErasure.stays, kept: describe(retention) }],
  );

/** What an erasure or an early deletion would do, told before it is confirmed. */
export type Preview = {
  readonly goes: readonly { readonly entity: string; readonly how: string }[];
  readonly stays: readonly Staying[];
  /** Epoch ms. */
  readonly backupsLapseAt: number;
};

const atOnce = 'It is unreadable at once, for everybody and for good; then it is deleted.';
const deleted = 'It is deleted at once; sealed copies of it stand in backups until they lapse.';

export function erasurePreview(now: number): Preview {
  const goes = aboutPeople().filter(({ onErasure }) => onErasure === 'delete');
  return {
    goes: goes.map(({ name }) => ({ entity: name, how: atOnce })),
    stays: whatStays(),
    backupsLapseAt: copiesLapseAt(now),
  };
}

/** `about` names an entity or one record of it. */
export function deletionPreview(about: string, now: number): Preview {
  const name = targetOf(about)?.entity.name;
  const others = aboutPeople().filter((entity) => entity.name !== name);
  return {
    goes: name ? [{ entity: name, how: deleted }] : [],
    stays: others.map((entity) => ({
      entity: entity.name,
      why: 'The request is not about it.',
      kept: describe(entity.retention),
    })),
    backupsLapseAt: copiesLapseAt(now),
  };
}
