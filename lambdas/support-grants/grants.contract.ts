import * as z from 'zod/mini';
import { bodyOf } from '#/domain/api/representation.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { supportGrant } from '#/domain/data-map/entities/support.ts';
import { id } from '#/domain/ids.ts';
import { grantFindings, overseers } from '#/domain/support/grants.ts';
import { grantAnswer } from './answer.contract.ts';

const support: readonly Way[] = [{ role: 'support', relation: 'none' }];
const oversight: readonly Way[] = overseers.map((role) => ({ role, relation: 'none' }));
const path = '/v1/support/grants/{grantId}';
const read = { purposes: ['security'], status: 200 } as const;
const moved = { ...read, method: 'POST', answer: grantAnswer, replay: { route: 'readGrant' } } as const;

export const grantRoutes = {
  requestGrant: route({
    method: 'POST',
    path: '/v1/support/grants',
    says: 'Asks to look into somebody’s records: why, for which ticket, which kinds, of one engagement or of a person, and how long.',
    who: support,
    purposes: ['security'],
    body: () =>
      z
        .extend(bodyOf(supportGrant, ['reason', 'ticket', 'kinds', 'minutes']), {
          engagementId: z.optional(id('engagement')),
          personId: z.optional(id('person')),
        })
        .check(
          z.refine(
            ({ engagementId, personId }) => (engagementId === undefined) !== (personId === undefined),
            'must name an engagementId or a personId, and not both',
          ),
        ),
    status: 201,
    answer: grantAnswer,
    replay: { route: 'readGrant', id: 'grantId' },
  }),
  listGrants: route({
    ...read,
    method: 'GET',
    path: '/v1/support/grants',
    says: 'The grants that wait for an approval, are open or wait for their review, newest first.',
    who: [...support, ...oversight],
    query: paging,
    answer: () => page(grantAnswer()),
  }),
  readGrant: route({
    ...read,
    method: 'GET',
    path,
    says: 'One grant.',
    who: [...support, ...oversight],
    answer: grantAnswer,
  }),
  approveGrant: route({
    ...moved,
    path: `${path}/approve`,
    says: 'One of the two approvals that security and the law ask for; the grant opens with the second.',
    who: oversight,
  }),
  refuseGrant: route({
    ...moved,
    path: `${path}/refuse`,
    says: 'Refuses a grant that two others would have to approve.',
    who: oversight,
  }),
  closeGrant: route({
    ...moved,
    path: `${path}/close`,
    says: 'Ends an open grant, or takes its request back: nothing can be read by it any more.',
    who: [...support, ...oversight],
  }),
  reviewGrant: route({
    ...moved,
    path: `${path}/review`,
    says: 'Says what somebody who had no part in a grant found afterwards, at the latest seven days after its end.',
    who: oversight,
    body: () => z.strictObject({ finding: z.enum(grantFindings) }),
  }),
} as const;
