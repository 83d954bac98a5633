import type { OrganizationRole } from '#/domain/access/roles.ts';
import { membership, organization, sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { inviteByMail } from '#/lambdas/platform/user-pools.ts';
import type { Saved } from '#/vault/commit.ts';
import { create, type Draft } from '#/vault/draft.ts';
import { epochCopies } from '#/vault/epochs.ts';
import { arrive, makeKeys } from '#/vault/people.ts';
import { of } from '#/vault/visit.ts';
import type { organizationRoutes } from './organizations.contract.ts';

const administrator: OrganizationRole = 'org_admin';
/** What an organisation’s own records are kept for. */
const organizationPurposes = ['account', 'coaching', 'integration_registry'] as const;

/** The organisation's session epoch, in all its copies. */
const newEpochs = (scope: string): Draft[] =>
  Array.from({ length: epochCopies }, (_, copy) =>
    create(sessionEpoch, { scope, copy: String(copy) }, scope, { status: 'active', revokedBefore: 0 }),
  );

export const organizationOperations: Operations<typeof organizationRoutes> = {
  createOrganization: {
    run: async ({ door, body }, { vault, mintId }) => {
      await door.admission();
      const organizationId = mintId('organization');
      const { adminEmail, ...values } = body;
      const admin = await arrive(vault, 'workforce', adminEmail, organizationId);
      const member = { organizationId, personId: admin.personId };
      const [saved] = await door.save({
        records: [
          create(organization, { organizationId }, organizationId, values),
          create(membership, member, admin.personId, { role: administrator, status: 'active' }),
          ...newEpochs(organizationId),
          ...admin.records,
        ],
        newKeys: [...admin.newKeys, ...(await makeKeys(vault, organizationId, organizationPurposes))],
        event: { type: 'organization.created', subjectId: organizationId, resourceId: organizationId },
      });
      return represent(saved as Saved<typeof organization>);
    },
    finish: ({ body }, services, how) => inviteByMail(services, { ...how, pool: 'workforce', email: body.adminEmail }),
  },

  listOrganizations: async ({ door, caller, query }) => {
    const { items, next } = await door.list(membership, { personId: caller.personId }, query);
    const active = items.filter(({ values }) => values.status === 'active');
    const refs = active.map(({ ids }) => of(organization, { organizationId: ids.organizationId }));
    return pageOf({ items: await door.readAll(refs), next }, represent);
  },

  readOrganization: async ({ door, params }) => represent(await door.read(organization, params)),

  updateOrganization: async ({ door, params, body }) =>
    represent(await door.revise('organization.updated', await door.read(organization, params), body)),
};
