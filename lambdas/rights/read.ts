import {
  dataRequest,
  exportBundle,
  processingLimits,
  requestAnswer,
  requestRegister,
  requestText,
} from '#/domain/data-map/entities/rights.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import type { Saved } from '#/vault/commit.ts';
import { type Door, present } from '#/vault/door.ts';
import { type Found, isErased } from '#/vault/unseal.ts';
import { of } from '#/vault/visit.ts';

export const there = <E extends Entity>(found: Found<E>): Saved<E> | undefined =>
  found && !isErased(found) ? found : undefined;

/** A request with all that belongs to it. @throws Problem `not-found` */
export async function readRequest(door: Door, personId: string, requestId: string) {
  const ids = { personId, requestId };
  const found = await door.open({
    request: of(dataRequest, ids),
    text: of(requestText, ids),
    told: of(requestAnswer, ids),
    bundle: of(exportBundle, ids),
    register: of(requestRegister, { personId }),
    limits: of(processingLimits, { personId }),
  });
  return {
    ...found,
    request: present<typeof dataRequest>(found.request),
    register: there<typeof requestRegister>(found.register),
    limits: there<typeof processingLimits>(found.limits),
  };
}
