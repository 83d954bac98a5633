import { Problem } from '#/domain/api/problems.ts';
import { engagement, membership, organization, programmeTerms } from '#/domain/data-map/entities/directory.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { inviteByMail } from '#/lambdas/platform/user-pools.ts';
import type { Saved } from '#/vault/commit.ts';
import { type Door, present } from '#/vault/door.ts';
import { create } from '#/vault/draft.ts';
import { arrive } from '#/vault/people.ts';
import { isErased } from '#/vault/unseal.ts';
import { of } from '#/vault/visit.ts';
import type { engagementRoutes } from './engagements.contract.ts';
import { showAll, showOne } from './show.ts';

/** The signed terms and the tenant's retention that a new engagement rests on; the coach must belong to the organisation. */
async function foundations(
  door: Door,
  coachId: string,
  { organizationId, termsId }: { organizationId: string; termsId: string },
) {
  // The organisation stands in the body, so the gate does not know it: nothing of it is opened before the membership is.
  const { values } = await door.read(membership, { personId: coachId, organizationId });
  if (values.role !== 'coach' || values.status !== 'active') throw new Problem('not-found');
  const found = await door.open({
    terms: of(programmeTerms, { organizationId, termsId }, organizationId),
    tenant: of(organization, { organizationId }),
  });
  const terms = present<typeof programmeTerms>(found.terms);
  if (!terms.values.signedAt)
    throw new Problem('conflict', { detail: 'The sponsor has not signed these programme terms yet.' });
  const tenant = found.tenant && !isErased(found.tenant) ? found.tenant.values : undefined;
  return { organizationId, termsId, termsHash: terms.values.hash, retentionMonths: tenant?.retentionMonths };
}

export const engagementOperations: Operations<typeof engagementRoutes> = {
  createEngagement: {
    run: async ({ door, body, caller }, { vault, mintId }) => {
      const rests = await foundations(door, caller.personId, body);
      const client = await arrive(vault, 'clients', body.clientEmail, body.organizationId);
      const engagementId = mintId('engagement');
      const parties = { coachId: caller.personId, clientId: client.personId };
      const values = { ...rests, ...parties, status: 'proposed', focus: body.focus } as const;
      const [saved] = await door.save({
        records: [create(engagement, { engagementId }, client.personId, values), ...client.records],
        newKeys: client.newKeys,
        memberOf: body.organizationId,
        event: { type: 'engagement.proposed', subjectId: client.personId, resourceId: engagementId },
      });
      return showOne(door, saved as Saved<typeof engagement>);
    },
    finish: ({ body }, services, how) => inviteByMail(services, { ...how, pool: 'clients', email: body.clientEmail }),
  },

  listEngagements: async ({ door, caller, query }) => {
    const [side, own] = caller.pool === 'workforce' ? ([0, 'coachId'] as const) : ([1, 'clientId'] as const);
    const { items, next } = await door.pointers(engagement, side, { [own]: caller.personId }, query);
    const refs = items.map(({ ids, subject }) => of(engagement, { engagementId: ids.engagementId as string }, subject));
    return { items: await showAll(door, await door.readAll(refs)), next };
  },

  readEngagement: async ({ door, params }) => showOne(door, await door.read(engagement, params)),

  updateEngagement: async ({ door, params, body }) =>
    showOne(door, await door.revise('engagement.updated', await door.read(engagement, params), body)),
};
