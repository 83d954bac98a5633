import { contentClassOf } from '#/domain/data-map/content-class.ts';
import * as coaching from '#/domain/data-map/entities/coaching.ts';
import type { Entity } from '#/domain/data-map/entity.ts';

export type ViewableKind = (typeof coaching)[keyof typeof coaching]['name'];

/**
 * Whether staff may ever be let in: records of coaching that our functions can open anyway. What people have encrypted
 * end to end is out of reach, whatever anybody approves.
 */
export const isViewable = (entity: Entity): boolean =>
  entity.about === 'client' && entity.purpose === 'coaching' && contentClassOf(entity) === 'server_readable';

/** What a grant can cover, kind by kind. */
export const viewable: readonly Entity[] = Object.values<Entity>(coaching).filter(isViewable);
export const viewableKinds = viewable.map(({ name }) => name) as ViewableKind[];
