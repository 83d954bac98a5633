import type { Caller } from '#/domain/access/caller.ts';
import { Problem } from '#/domain/api/problems.ts';
import { supportGrant } from '#/domain/data-map/entities/support.ts';
import { type Overseer, overseers } from '#/domain/support/grants.ts';
import { pageOf } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Door } from '#/vault/door.ts';
import { create } from '#/vault/draft.ts';
import { scopeRows, subjectIn } from '#/vault/grants.ts';
import { of } from '#/vault/visit.ts';
import type { grantRoutes } from './grants.contract.ts';
import { approve, close, type Mover, refuse, review } from './moves.ts';
import { showGrant } from './show.ts';

const overseer = ({ door, caller }: { readonly door: Door; readonly caller: Caller }): Mover => ({
  door,
  personId: caller.personId,
  role: overseers.find((role) => caller.roles.includes(role)) as Overseer,
});

export const grantOperations: Operations<typeof grantRoutes> = {
  requestGrant: async ({ door, caller, body }, { now, mintId }) => {
    const { rows } = await door.consult({}, scopeRows(body));
    const personId = subjectIn(rows, body);
    const values = {
      ...body,
      kinds: [...new Set(body.kinds)],
      personId,
      requestedBy: caller.personId,
      requestedAt: now(),
      state: 'requested' as const,
      approvals: [],
    };
    const draft = create(supportGrant, { grantId: mintId('grant') }, personId, values);
    return showGrant(await door.add('grant.requested', draft), now());
  },

  listGrants: async ({ door, query }, { now }) => {
    const { items, next } = await door.pointers(supportGrant, 1, {}, query);
    const refs = items.map(({ ids, subject }) => of(supportGrant, { grantId: ids.grantId as string }, subject));
    return pageOf({ items: await door.readAll(refs), next }, (grant) => showGrant(grant, now()));
  },

  readGrant: async ({ door, params }, { now }) => showGrant(await door.read(supportGrant, params), now()),

  approveGrant: async (request, services) => {
    const grant = await request.door.read(supportGrant, request.params);
    return showGrant(await approve(overseer(request), grant, services), services.now());
  },

  refuseGrant: async (request, services) => {
    const grant = await request.door.read(supportGrant, request.params);
    return showGrant(await refuse(overseer(request), grant, services), services.now());
  },

  closeGrant: async ({ door, params, caller }, services) => {
    const grant = await door.read(supportGrant, params);
    const { requestedBy } = grant.values;
    if (requestedBy !== caller.personId && !overseers.some((role) => caller.roles.includes(role)))
      throw new Problem('conflict', { detail: 'Whoever asked for it ends it, or somebody of security or privacy.' });
    return showGrant(await close(door, grant, services), services.now());
  },

  reviewGrant: async (request, services) => {
    const grant = await request.door.read(supportGrant, request.params);
    return showGrant(await review(overseer(request), grant, request.body.finding, services), services.now());
  },
};
