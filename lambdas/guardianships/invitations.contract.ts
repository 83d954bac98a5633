import * as z from 'zod/mini';
import { representation } from '#/domain/api/representation.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { guardianship } from '#/domain/data-map/entities/guardians.ts';
import { once } from '#/domain/once.ts';
import { email } from '#/domain/text.ts';

const client: readonly Way[] = [{ role: 'client', relation: 'self' }];
const administrator: readonly Way[] = [{ role: 'org_admin', relation: 'member' }];
const shared = { purposes: ['consent_proof'], status: 200 } as const;
const { purposes } = guardianship.fields;

/** Whom the guardian is shows once it is confirmed: until then nobody learns from it whether an address is known. */
const guardianshipAnswer = once(() =>
  z.extend(representation(guardianship, ['guardianshipId'], ['guardianId', 'invitedBy', 'decidedBy', 'evidence']), {
    guardianId: z.nullable(z.string()),
  }),
);

export const invitationRoutes = {
  inviteGuardian: route({
    method: 'POST',
    path: '/v1/me/guardianships',
    says: 'A minor invites somebody who decides with them. The answer is the same whether or not the address is known.',
    who: client,
    purposes: ['consent_proof'],
    body: () => z.strictObject({ email: email(), purposes: purposes.schema }),
    status: 202,
    answer: guardianshipAnswer,
    replay: { route: 'readGuardianship', id: 'guardianshipId' },
  }),
  inviteGuardianFor: route({
    method: 'POST',
    path: '/v1/organizations/{organizationId}/guardian-invitations',
    says: 'Invites a guardian for a minor whom the organisation invited. It answers nothing, whoever the addresses are of.',
    who: administrator,
    purposes: ['consent_proof'],
    body: () => z.strictObject({ clientEmail: email(), guardianEmail: email(), purposes: purposes.schema }),
    status: 204,
  }),
  listGuardianships: route({
    ...shared,
    method: 'GET',
    path: '/v1/me/guardianships',
    says: 'Who decides, or is invited to decide, for the caller.',
    who: client,
    query: paging,
    answer: () => page(guardianshipAnswer()),
  }),
  readGuardianship: route({
    ...shared,
    method: 'GET',
    path: '/v1/me/guardianships/{guardianshipId}',
    says: 'One guardianship of the caller, as the minor or as the guardian.',
    who: client,
    answer: guardianshipAnswer,
  }),
  listWards: route({
    ...shared,
    method: 'GET',
    path: '/v1/me/wards',
    says: 'For whom the caller decides, or is invited to decide.',
    who: client,
    query: paging,
    answer: () => page(guardianshipAnswer()),
  }),
} as const;
