import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { type OrganizationRole, type Pool, type Role, staffRoles } from '#/domain/access/roles.ts';
import { isFrozen } from '#/domain/access/standing.ts';
import { apiClientName, apiScope, organizationsClaim, selfServiceScope } from '#/domain/access/token.ts';
import { membership, person, type sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import { listKey, type ValuesOf } from '#/domain/data-map/entity.ts';
import { openServices, type Services } from '#/lambdas/platform/services.ts';
import { personEpoch } from '#/vault/epochs.ts';
import { refOf } from '#/vault/records.ts';
import { getTogether, listRows } from '#/vault/rows.ts';
import { rememberedClientNames } from './client-names.ts';
import { signIn } from './contract.ts';

type Membership = ValuesOf<typeof membership>;
type Epoch = ValuesOf<typeof sessionEpoch>;
let opened: Services | undefined;
const clientNames = rememberedClientNames();

/** Roles in organisations, as they are at this moment; a token made before a change is ended by the person's epoch. */
async function rolesInOrganizations({ vault }: Services, personId: string): Promise<OrganizationRole[]> {
  const found: OrganizationRole[] = [];
  const query = { store: membership.store, ...listKey(membership.key, { personId }), limit: 100 };
  let after: string | undefined;
  do {
    const page = await listRows(vault.tables, { ...query, after });
    const active = page.rows.map(({ fields }) => fields as Membership).filter(({ status }) => status === 'active');
    found.push(...active.map(({ role }) => role));
    after = page.next;
  } while (after);
  return found;
}

/** The staff roles come from the pool's groups, `client` from the clients' pool, the others from memberships. */
function rolesFor(pool: Pool, groups: readonly string[], inOrganizations: readonly OrganizationRole[]): Role[] {
  const staff = staffRoles.filter((role) => groups.includes(role));
  return pool === 'clients' ? ['client'] : [...new Set<Role>([...staff, ...inOrganizations])];
}

/** What makes an access token fit for the API, and unfit for changing how its owner signs in. */
async function overrides(services: Services, event: PreTokenGenerationV2TriggerEvent, pool: Pool, epoch: Epoch) {
  const groups = event.request.groupConfiguration.groupsToOverride ?? [];
  const inOrganizations = pool === 'workforce' ? await rolesInOrganizations(services, event.userName) : [];
  return {
    accessTokenGeneration: {
      claimsToAddOrOverride: { [organizationsClaim]: (epoch.organizationIds ?? []).join(' ') },
      scopesToAdd: [apiScope],
      scopesToSuppress: [selfServiceScope],
    },
    groupOverrideDetails: { groupsToOverride: rolesFor(pool, groups, inOrganizations) },
  };
}

/**
 * Cognito's pre-token-generation trigger, version 2. Throws, and so refuses the sign-in or the refresh, for anybody whose
 * epoch row is missing or not active, or whom a response keeps out. Tokens of the client that manages factors are left as they are: without the API's
 * scope, the API refuses them.
 */
export async function handler(event: PreTokenGenerationV2TriggerEvent): Promise<PreTokenGenerationV2TriggerEvent> {
  opened ??= openServices(signIn);
  const personId = event.userName;
  const rows = { epoch: personEpoch(personId), person: refOf(person, { personId }) };
  const read = await getTogether(opened.vault.tables, Object.values(rows));
  const epoch = read.get(rows.epoch)?.fields as Epoch | undefined;
  const pool = read.get(rows.person)?.fields.pool as Pool | undefined;
  if (epoch?.status !== 'active' || isFrozen(epoch) || !pool) throw new Error('This account is not active.');
  if ((await clientNames.of(event.userPoolId, event.callerContext.clientId)) === apiClientName) {
    event.response = { claimsAndScopeOverrideDetails: await overrides(opened, event, pool, epoch) };
  }
  return event;
}
