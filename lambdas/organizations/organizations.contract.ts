import * as z from 'zod/mini';
import { organizationRoles } from '#/domain/access/roles.ts';
import { bodyOf, changesOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { organization, person } from '#/domain/data-map/entities/directory.ts';
import { once } from '#/domain/once.ts';
import { administrator, members } from './ways.contract.ts';

const operator: Way = { role: 'platform_admin', relation: 'none' };
const organizationAnswer = once(() => representation(organization, ['organizationId']));

export const organizationRoutes = {
  createOrganization: route({
    method: 'POST',
    path: '/v1/organizations',
    says: 'Creates an organisation and invites its first administrator.',
    who: [operator],
    purposes: ['account'],
    body: () =>
      z.extend(bodyOf(organization, ['name', 'retentionMonths', 'servesMinors']), {
        adminEmail: person.fields.email.schema,
      }),
    status: 201,
    answer: organizationAnswer,
    replay: { route: 'readOrganization', id: 'organizationId' },
  }),
  listOrganizations: route({
    method: 'GET',
    path: '/v1/organizations',
    says: 'The organisations the caller belongs to.',
    who: organizationRoles.map((role): Way => ({ role, relation: 'self' })),
    purposes: ['account'],
    query: paging,
    status: 200,
    answer: () => page(organizationAnswer()),
  }),
  readOrganization: route({
    method: 'GET',
    path: '/v1/organizations/{organizationId}',
    says: 'One organisation.',
    who: [...members, operator],
    purposes: ['account'],
    status: 200,
    answer: organizationAnswer,
  }),
  updateOrganization: route({
    method: 'PATCH',
    path: '/v1/organizations/{organizationId}',
    says: 'Changes the name, whether minors take part, or shortens how long coaching records of new engagements are kept.',
    who: administrator,
    purposes: ['account'],
    body: () => changesOf(organization, ['name', 'retentionMonths', 'servesMinors']),
    ifMatch: true,
    status: 200,
    answer: organizationAnswer,
  }),
} as const;
