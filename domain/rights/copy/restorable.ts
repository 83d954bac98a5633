import { type Entity, isSealed } from '#/domain/data-map/entity.ts';
import { isFaithful } from './contents.ts';

/**
 * Whether an import brings records of an entity back: what coach and client wrote, if the copy holds all of it. Nothing that
 * gives rights (accounts, memberships, engagements), nothing that proves (ledgers, logs, requests), nothing that rests on a
 * consent: old copies must not undo what has been decided since.
 */
export const isRestorable = (entity: Entity): boolean =>
  entity.store === 'coaching' &&
  entity.purpose === 'coaching' &&
  entity.about === 'client' &&
  !entity.objects &&
  isSealed(entity) &&
  isFaithful(entity);
