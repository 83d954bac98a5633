import { poolOf } from '#/domain/access/roles.ts';
import { Problem } from '#/domain/api/problems.ts';
import { invitation, membership, person } from '#/domain/data-map/entities/directory.ts';
import type { IdsOf, ValuesOf } from '#/domain/data-map/entity.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { inviteByMail } from '#/lambdas/platform/user-pools.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { change, create, type Draft, type Revision } from '#/vault/draft.ts';
import { arrive, endSignIns } from '#/vault/people.ts';
import { isErased } from '#/vault/unseal.ts';
import { of } from '#/vault/visit.ts';
import type { memberRoutes } from './members.contract.ts';

type Member = IdsOf<typeof membership>;
type Invited = ValuesOf<typeof invitation>['role'];

const showInvitation = (record: Saved<typeof invitation>) => {
  const { invitedBy, personId, ...shown } = represent(record);
  return { ...shown, status: 'invited' as const };
};

/**
 * A membership with the name the member goes by. Clients have no membership, so they never show here; nobody's profile is
 * opened before it is known that they are a member.
 */
async function readMember(door: Door, ids: Member) {
  const member = await door.read(membership, ids);
  const { profile } = await door.open({ profile: of(person, { personId: ids.personId }) });
  const displayName = profile && !isErased(profile) ? profile.values.displayName : undefined;
  return { ...represent(member), displayName };
}

/** What membership an invitation leads to: a new one, one that is taken up again, or none for a client. */
async function joins(door: Door, ids: Member, role: Invited): Promise<Draft[]> {
  if (role === 'client') return [];
  const { known } = await door.open({ known: of(membership, ids) });
  if (!known || isErased(known)) return [create(membership, ids, ids.personId, { role, status: 'active' })];
  return known.values.status === 'deactivated' ? [change(known, { role, status: 'active' })] : [];
}

/**
 * Changes another member's membership: what it gave ends with the write, and with its role or its end at home the sign-ins
 * under it, too.
 */
async function revise(
  { door, params, caller }: Pick<Request<(typeof memberRoutes)['changeMemberRole']>, 'door' | 'params' | 'caller'>,
  { vault }: Services,
  type: string,
  changes: Revision<typeof membership>,
) {
  if (params.personId === caller.personId) {
    throw new Problem('conflict', { detail: 'Nobody changes their own membership; ask another administrator.' });
  }
  const record = await door.read(membership, params);
  const { personId, organizationId } = params;
  const takesAway = changes.role !== undefined || changes.status !== undefined;
  await door.revise(type, record, changes, takesAway ? await endSignIns(vault, personId, organizationId) : []);
  return readMember(door, params);
}

export const memberOperations: Operations<typeof memberRoutes> = {
  inviteMember: {
    run: async ({ door, params, body, caller }, { vault, mintId }) => {
      await door.admission();
      const { organizationId } = params;
      const arrival = await arrive(vault, poolOf(body.role), body.email, organizationId);
      const joined = await joins(door, { organizationId, personId: arrival.personId }, body.role);
      const ids = { organizationId, invitationId: mintId('invitation') };
      const { role, email } = body;
      const address = role === 'client' ? {} : { email, personId: arrival.personId };
      const told = { role, invitedBy: caller.personId, ...address };
      const invited = create(invitation, ids, organizationId, told);
      const [saved] = await door.save({
        records: [invited, ...joined, ...arrival.records],
        newKeys: arrival.newKeys,
        event: { type: 'member.invited', subjectId: organizationId, resourceId: ids.invitationId },
      });
      return showInvitation(saved as Saved<typeof invitation>);
    },
    finish: ({ body }, services, how) => inviteByMail(services, { ...how, pool: poolOf(body.role), email: body.email }),
  },

  listInvitations: async ({ door, params, query }) =>
    pageOf(await door.list(invitation, params, query), showInvitation),

  readInvitation: async ({ door, params }) => showInvitation(await door.read(invitation, params)),

  listMembers: async ({ door, params, query }) => {
    const { items, next } = await door.pointers(membership, 0, params, query);
    const people = items.map(({ ids }) => ids.personId as string);
    const members = await door.readAll(people.map((personId) => of(membership, { ...params, personId })));
    const profiles = await door.readAll(people.map((personId) => of(person, { personId })));
    const names = new Map(profiles.map(({ ids, values }) => [ids.personId, values.displayName]));
    return {
      items: members.map((member) => ({ ...represent(member), displayName: names.get(member.ids.personId) })),
      next,
    };
  },

  readMember: ({ door, params }) => readMember(door, params),

  changeMemberRole: (request, services) => {
    const type = request.body.role === undefined ? 'member.champion_changed' : 'member.role_changed';
    return revise(request, services, type, request.body);
  },

  deactivateMember: (request, services) => revise(request, services, 'member.deactivated', { status: 'deactivated' }),
};
