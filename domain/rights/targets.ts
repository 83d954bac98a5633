import { type Entity, isSealed } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';

/** What an early deletion is about. */
export type Target = { readonly entity: Entity; readonly recordId: string | undefined };

const isAboutSomebody = ({ about }: Entity): boolean => about === 'person' || about === 'client';

/**
 * What somebody said or was recorded saying can go one by one. What keeps the service running for them (account,
 * engagement, keys) goes with the account only, and what proves their own choices does not go at all.
 */
const canGoEarly = (entity: Entity): boolean =>
  isAboutSomebody(entity) && entity.store === 'coaching' && entity.onErasure === 'delete' && isSealed(entity);

export const earlyTargets = (): string[] => entities.filter(canGoEarly).map(({ name }) => name);

/** Undefined for what cannot be deleted early. */
export function targetOf(about: string): Target | undefined {
  const [name, recordId] = about.split(':');
  const entity = entities.find((one) => one.name === name);
  return entity && canGoEarly(entity) ? { entity, recordId } : undefined;
}

/** Whether a record, known by its id alone, is one that an early deletion is about. */
export const isAimedAt = ({ entity, recordId }: Target, id: string): boolean =>
  recordId === undefined ? id.slice(id.indexOf('.') + 1).startsWith(`${entity.name}_`) : id === recordId;
