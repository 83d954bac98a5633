import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { grantAnswer } from './answer.contract.ts';

const own: readonly Way[] = [{ role: 'client', relation: 'self' }];
const path = '/v1/me/support-grants/{grantId}';
const shared = { who: own, purposes: ['security'], status: 200 } as const;
const moved = { ...shared, method: 'POST', answer: grantAnswer, replay: { route: 'readMyGrant' } } as const;

export const ownGrantRoutes = {
  listMyGrants: route({
    ...shared,
    method: 'GET',
    path: '/v1/me/support-grants',
    says: 'Everybody of ours who asked to look into the caller’s records: why, what for, and what became of it.',
    query: paging,
    answer: () => page(grantAnswer()),
  }),
  readMyGrant: route({
    ...shared,
    method: 'GET',
    path,
    says: 'One of them.',
    answer: grantAnswer,
  }),
  approveMyGrant: route({
    ...moved,
    path: `${path}/approve`,
    says: 'Lets whoever asked look into what the grant names, for as long as it says.',
  }),
  refuseMyGrant: route({ ...moved, path: `${path}/refuse`, says: 'Does not let them.' }),
  closeMyGrant: route({
    ...moved,
    path: `${path}/close`,
    says: 'Ends an open grant at once: nothing can be read by it any more.',
  }),
} as const;
