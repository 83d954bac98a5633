import * as z from 'zod/mini';
import { organizationRoles } from '#/domain/access/roles.ts';
import { area } from '#/domain/api/area.ts';
import { bodyOf, changesOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { invitation, membership, organization, person, programmeTerms } from '#/domain/data-map/entities/directory.ts';

const administrator: readonly Way[] = [{ role: 'org_admin', relation: 'member' }];
const members: readonly Way[] = organizationRoles.map((role) => ({ role, relation: 'member' }));
const operator: Way = { role: 'platform_admin', relation: 'none' };

const organizationAnswer = representation(organization, ['organizationId']);
const invitationAnswer = z.extend(representation(invitation, ['organizationId', 'invitationId'], ['invitedBy']), {
  /** Always the same, whether or not the address is known and whatever became of the invitation. */
  status: z.literal('invited'),
});
const memberAnswer = z.extend(representation(membership, ['organizationId', 'personId']), {
  displayName: person.fields.displayName.schema,
});
const termsAnswer = representation(programmeTerms, ['organizationId', 'termsId']);

const createOrganization = route({
  method: 'POST',
  path: '/v1/organizations',
  says: 'Creates an organisation and invites its first administrator.',
  who: [operator],
  purposes: ['account'],
  body: z.extend(bodyOf(organization, ['name', 'retentionMonths']), { adminEmail: person.fields.email.schema }),
  status: 201,
  answer: organizationAnswer,
  replay: { route: 'readOrganization', id: 'organizationId' },
});

const listOrganizations = route({
  method: 'GET',
  path: '/v1/organizations',
  says: 'The organisations the caller belongs to.',
  who: organizationRoles.map((role): Way => ({ role, relation: 'self' })),
  purposes: ['account'],
  query: paging,
  status: 200,
  answer: page(organizationAnswer),
});

const readOrganization = route({
  method: 'GET',
  path: '/v1/organizations/{organizationId}',
  says: 'One organisation.',
  who: [...members, operator],
  purposes: ['account'],
  status: 200,
  answer: organizationAnswer,
});

const updateOrganization = route({
  method: 'PATCH',
  path: '/v1/organizations/{organizationId}',
  says: 'Changes the name, or shortens how long coaching records of new engagements are kept.',
  who: administrator,
  purposes: ['account'],
  body: changesOf(organization, ['name', 'retentionMonths']),
  ifMatch: true,
  status: 200,
  answer: organizationAnswer,
});

const inviteMember = route({
  method: 'POST',
  path: '/v1/organizations/{organizationId}/members',
  says: 'Invites somebody by e-mail. The answer is the same whether or not the address is known.',
  who: administrator,
  purposes: ['account'],
  body: bodyOf(invitation, ['email', 'role']),
  status: 202,
  answer: invitationAnswer,
  replay: { route: 'readInvitation', id: 'invitationId' },
});

const listInvitations = route({
  method: 'GET',
  path: '/v1/organizations/{organizationId}/invitations',
  says: 'Who was invited. Clients appear here and nowhere else.',
  who: administrator,
  purposes: ['account'],
  query: paging,
  status: 200,
  answer: page(invitationAnswer),
});

const readInvitation = route({
  method: 'GET',
  path: '/v1/organizations/{organizationId}/invitations/{invitationId}',
  says: 'One invitation.',
  who: administrator,
  purposes: ['account'],
  status: 200,
  answer: invitationAnswer,
});

const listMembers = route({
  method: 'GET',
  path: '/v1/organizations/{organizationId}/members',
  says: 'The coaches, sponsors and administrators of an organisation; never its clients.',
  who: administrator,
  purposes: ['account'],
  query: paging,
  status: 200,
  answer: page(memberAnswer),
});

const readMember = route({
  method: 'GET',
  path: '/v1/organizations/{organizationId}/members/{personId}',
  says: 'One member.',
  who: administrator,
  purposes: ['account'],
  status: 200,
  answer: memberAnswer,
});

const changeMemberRole = route({
  method: 'PATCH',
  path: '/v1/organizations/{organizationId}/members/{personId}',
  says: 'Changes a member’s role; the member signs in again.',
  who: administrator,
  purposes: ['account'],
  body: bodyOf(membership, ['role']),
  ifMatch: true,
  status: 200,
  answer: memberAnswer,
});

const deactivateMember = route({
  method: 'POST',
  path: '/v1/organizations/{organizationId}/members/{personId}/deactivate',
  says: 'Ends a membership: access through it ends with the answer.',
  who: administrator,
  purposes: ['account'],
  status: 200,
  answer: memberAnswer,
  replay: { route: 'readMember' },
});

const createTerms = route({
  method: 'POST',
  path: '/v1/organizations/{organizationId}/programme-terms',
  says: 'Proposes programme terms for the sponsor to sign.',
  who: administrator,
  purposes: ['coaching'],
  body: bodyOf(programmeTerms, ['title', 'text', 'sponsorSees']),
  status: 201,
  answer: termsAnswer,
  replay: { route: 'readTerms', id: 'termsId' },
});

const listTerms = route({
  method: 'GET',
  path: '/v1/organizations/{organizationId}/programme-terms',
  says: 'The programme terms of an organisation.',
  who: members,
  purposes: ['coaching'],
  query: paging,
  status: 200,
  answer: page(termsAnswer),
});

const readTerms = route({
  method: 'GET',
  path: '/v1/organizations/{organizationId}/programme-terms/{termsId}',
  says: 'One set of programme terms.',
  who: members,
  purposes: ['coaching'],
  status: 200,
  answer: termsAnswer,
});

const signTerms = route({
  method: 'POST',
  path: '/v1/organizations/{organizationId}/programme-terms/{termsId}/sign',
  says: 'The sponsor signs, once; engagements cite the hash of what was signed.',
  who: [{ role: 'sponsor', relation: 'member' }],
  purposes: ['coaching'],
  status: 200,
  answer: termsAnswer,
  replay: { route: 'readTerms' },
});

export const organizations = area({
  name: 'organizations',
  says: 'Organisations, their members, invitations and programme terms.',
  stores: {
    directory: ['read', 'list', 'write'],
    keys: ['read', 'check', 'write'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['account', 'coaching'], create: ['account', 'coaching'], mac: true },
  userPools: ['AdminCreateUser', 'AdminAddUserToGroup', 'AdminRemoveUserFromGroup', 'AdminUserGlobalSignOut'],
  routes: {
    createOrganization,
    listOrganizations,
    readOrganization,
    updateOrganization,
    inviteMember,
    listInvitations,
    readInvitation,
    listMembers,
    readMember,
    changeMemberRole,
    deactivateMember,
    createTerms,
    listTerms,
    readTerms,
    signTerms,
  },
});
