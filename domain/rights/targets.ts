import { type Entity, isSealed } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';

/** What an early deletion is about: all records of an entity (`note`), or one of them (`note:eu.note_01J...`). */
export type Target = { readonly entity: Entity; readonly recordId: string | undefined };

export const targetPattern = /^[a-z_]{1,40}(:[a-z]{2}\.[a-z]+_[0-7][0-9A-HJKMNP-TV-Z]{25})?$/;

const isAboutSomebody = ({ about }: Entity): boolean => about === 'person' || about === 'client';

/**
 * What somebody said or was recorded saying can go one by one. What keeps the service running for them (account,
 * engagement, keys) goes with the account only, and what proves their own choices does not go at all.
 */
export const canGoEarly = (entity: Entity): boolean =>
  isAboutSomebody(entity) && entity.store === 'coaching' && entity.onErasure === 'delete' && isSealed(entity);

export const earlyTargets = (): string[] => entities.filter(canGoEarly).map(({ name }) => name);

/** Undefined for what cannot be deleted early. */
export function targetOf(about: string): Target | undefined {
  const [name, recordId] = about.split(':');
  const entity = entities.find((one) => one.name === name);
  return entity && canGoEarly(entity) ? { entity, recordId } : undefined;
}
