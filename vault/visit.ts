import type { Caller } from '#/domain/access/caller.ts';
import type { Route } from '#/domain/api/route.ts';
import type { Entity, IdsOf } from '#/domain/data-map/entity.ts';

/** One request as the door sees it. */
export type Visit = {
  readonly caller: Caller;
  /** The service that acts, when nobody calls. */
  readonly actor?: `service:${string}`;
  readonly routeName: string;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  /** What the query narrows a list to; a cursor goes on with the same only. */
  readonly filter?: Readonly<Record<string, unknown>>;
  /** The version that a PATCH says it changes. */
  readonly ifMatch?: number | undefined;
  /** Of a POST: the client's key, and the parameters and body it stands for. */
  readonly idempotency?: { readonly key: string; readonly request: string } | undefined;
};

/** Names a record, or with `every` the list it belongs to; `subject` is given where ids and path do not tell it. */
export type Ref<E extends Entity = Entity> = {
  readonly entity: E;
  readonly ids: IdsOf<E>;
  readonly subject?: string | undefined;
  readonly every?: true;
};
export const of = <E extends Entity>(entity: E, ids: IdsOf<E>, subject?: string): Ref<E> => ({ entity, ids, subject });
export const every = <E extends Entity>(entity: E, ids: Partial<IdsOf<E>>): Ref<E> => ({
  entity,
  ids: ids as IdsOf<E>,
  every: true,
});

/** This POST was executed before: the chain answers it by reading what it made. */
export class Replayed extends Error {
  readonly resourceId: string;
  constructor(resourceId: string) {
    super('The request was executed before.');
    this.name = 'Replayed';
    this.resourceId = resourceId;
  }
}
