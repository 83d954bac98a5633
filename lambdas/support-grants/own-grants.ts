import { supportGrant } from '#/domain/data-map/entities/support.ts';
import { pageOf } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { of } from '#/vault/visit.ts';
import { approve, close, refuse } from './moves.ts';
import type { ownGrantRoutes } from './own-grants.contract.ts';
import { showGrant } from './show.ts';

/** A grant stands under its own id: asked for as the caller's own, somebody else's is not there. */
export const ownGrantOperations: Operations<typeof ownGrantRoutes> = {
  listMyGrants: async ({ door, caller, query }, { now }) => {
    const { personId } = caller;
    const { items, next } = await door.pointers(supportGrant, 0, { personId }, query);
    const refs = items.map(({ ids }) => of(supportGrant, { grantId: ids.grantId as string }, personId));
    return pageOf({ items: await door.readAll(refs), next }, (grant) => showGrant(grant, now()));
  },

  readMyGrant: async ({ door, caller, params }, { now }) =>
    showGrant(await door.read(supportGrant, params, caller.personId), now()),

  approveMyGrant: async ({ door, caller, params }, services) => {
    const grant = await door.read(supportGrant, params, caller.personId);
    const mover = { door, personId: caller.personId, role: 'client' } as const;
    return showGrant(await approve(mover, grant, services), services.now());
  },

  refuseMyGrant: async ({ door, caller, params }, services) => {
    const grant = await door.read(supportGrant, params, caller.personId);
    const mover = { door, personId: caller.personId, role: 'client' } as const;
    return showGrant(await refuse(mover, grant, services), services.now());
  },

  closeMyGrant: async ({ door, caller, params }, services) => {
    const grant = await door.read(supportGrant, params, caller.personId);
    return showGrant(await close(door, grant, services), services.now());
  },
};
