import * as z from 'zod/mini';
import { representation } from '#/domain/api/representation.ts';
import { page, paging, paramNames, route, type Way } from '#/domain/api/route.ts';
import { engagementStates } from '#/domain/coaching/engagement-state.ts';
import { supportGrant } from '#/domain/data-map/entities/support.ts';
import { id } from '#/domain/ids.ts';
import { viewable, viewableKinds } from '#/domain/support/viewable.ts';

const holder: readonly Way[] = [{ role: 'support', relation: 'grantee' }];
const shared = { who: holder, method: 'GET', purposes: ['support_access', 'security'], status: 200 } as const;
const path = '/v1/support/grants/{grantId}/view';

/** The number of the ticket, with every read: nobody looks without one before them. */
const ticket = () => supportGrant.fields.ticket.schema;

/** A record of any kind that a grant can cover, with the kind it is of. */
const anyRecord = () =>
  z.union(
    viewable.map((entity) => {
      const ids = [...paramNames(entity.key.pk), ...paramNames(entity.key.sk)];
      return z.extend(representation(entity, ids), { kind: z.literal(entity.name) });
    }),
  );

export const viewRoutes = {
  viewGrant: route({
    ...shared,
    path,
    says: 'The engagements that an open grant covers, by id and state.',
    query: () => ({ ...paging(), ticket: ticket() }),
    answer: () =>
      page(
        z.strictObject({
          engagementId: z.string(),
          status: z.enum(engagementStates),
          startedAt: z.nullable(z.iso.datetime()),
          endedAt: z.nullable(z.iso.datetime()),
        }),
      ),
  }),
  viewRecords: route({
    ...shared,
    path: `${path}/{engagementId}`,
    says: 'Records of one kind, read-only, through an open grant that covers them. Notes that their author keeps are never shown.',
    query: () => ({
      ...paging(),
      ticket: ticket(),
      kind: z.enum(viewableKinds),
      /** The session that notes belong to. */
      sessionId: z.optional(id('session')),
    }),
    answer: () => page(anyRecord()),
  }),
} as const;
