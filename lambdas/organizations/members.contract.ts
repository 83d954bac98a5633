import * as z from 'zod/mini';
import { bodyOf, changesOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { invitation, membership, person } from '#/domain/data-map/entities/directory.ts';
import { once } from '#/domain/once.ts';
import { administrator } from './ways.contract.ts';

const invitationAnswer = once(() =>
  z.extend(representation(invitation, ['organizationId', 'invitationId'], ['invitedBy', 'personId']), {
    /** Always the same, whether or not the address is known and whatever became of the invitation. */
    status: z.literal('invited'),
  }),
);
const memberAnswer = once(() =>
  z.extend(representation(membership, ['organizationId', 'personId']), {
    displayName: person.fields.displayName.schema,
  }),
);

export const memberRoutes = {
  inviteMember: route({
    method: 'POST',
    path: '/v1/organizations/{organizationId}/members',
    says: 'Invites somebody by e-mail. The answer is the same whether or not the address is known.',
    who: administrator,
    purposes: ['account'],
    body: () => z.extend(bodyOf(invitation, ['role']), { email: person.fields.email.schema }),
    status: 202,
    answer: invitationAnswer,
    replay: { route: 'readInvitation', id: 'invitationId' },
  }),
  listInvitations: route({
    method: 'GET',
    path: '/v1/organizations/{organizationId}/invitations',
    says: 'Who was invited. Clients appear here and nowhere else, and without their address.',
    who: administrator,
    purposes: ['account'],
    query: paging,
    status: 200,
    answer: () => page(invitationAnswer()),
  }),
  readInvitation: route({
    method: 'GET',
    path: '/v1/organizations/{organizationId}/invitations/{invitationId}',
    says: 'One invitation.',
    who: administrator,
    purposes: ['account'],
    status: 200,
    answer: invitationAnswer,
  }),
  listMembers: route({
    method: 'GET',
    path: '/v1/organizations/{organizationId}/members',
    says: 'The coaches, sponsors and administrators of an organisation; never its clients.',
    who: administrator,
    purposes: ['account'],
    query: paging,
    status: 200,
    answer: () => page(memberAnswer()),
  }),
  readMember: route({
    method: 'GET',
    path: '/v1/organizations/{organizationId}/members/{personId}',
    says: 'One member.',
    who: administrator,
    purposes: ['account'],
    status: 200,
    answer: memberAnswer,
  }),
  changeMemberRole: route({
    method: 'PATCH',
    path: '/v1/organizations/{organizationId}/members/{personId}',
    says: 'Changes a member’s role, or whether they are a privacy champion, from the member’s next request on.',
    who: administrator,
    purposes: ['account'],
    body: () => changesOf(membership, ['role', 'privacyChampion']),
    ifMatch: true,
    status: 200,
    answer: memberAnswer,
  }),
  deactivateMember: route({
    method: 'POST',
    path: '/v1/organizations/{organizationId}/members/{personId}/deactivate',
    says: 'Ends a membership: access through it ends with the answer.',
    who: administrator,
    purposes: ['account'],
    status: 200,
    answer: memberAnswer,
    replay: { route: 'readMember' },
  }),
} as const;
