import * as z from 'zod/mini';
import { route, type Way } from '#/domain/api/route.ts';
import { decided, decision, toggle } from './consents.contract.ts';

const guardian: readonly Way[] = [{ role: 'client', relation: 'guardian' }];
const client: readonly Way[] = [{ role: 'client', relation: 'self' }];
const shared = { who: guardian, purposes: ['consent_proof'], path: '/v1/wards/{personId}/consents' } as const;

/** What a guardian decides for a minor: the same calls as for oneself, within the guardianship. */
export const wardRoutes = {
  readWardConsents: route({
    ...shared,
    method: 'GET',
    says: 'Where a minor stands on the purposes that the caller, their guardian, may decide on.',
    status: 200,
    answer: () => z.strictObject({ personId: z.string(), consents: z.array(toggle()) }),
  }),
  decideWardConsent: route({
    ...shared,
    method: 'PUT',
    says: 'Gives, refuses or withdraws one purpose for a minor. What is given ends when the minor comes of age.',
    body: decision,
    status: 200,
    acceptedWhile: { member: 'state', is: 'requested' },
    answer: decided,
  }),
  revokeGuardianship: route({
    who: client,
    purposes: ['consent_proof'],
    method: 'POST',
    path: '/v1/me/guardianships/{guardianshipId}/revoke',
    says: 'Ends a guardianship, as the minor or as the guardian: with it what the guardian gave, keys and all.',
    status: 204,
  }),
} as const;
