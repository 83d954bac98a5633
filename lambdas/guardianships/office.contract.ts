import * as z from 'zod/mini';
import { representation } from '#/domain/api/representation.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { evidencePattern, guardianMethodNames } from '#/domain/consent/guardians.ts';
import { guardianship } from '#/domain/data-map/entities/guardians.ts';
import { once } from '#/domain/once.ts';

const office: readonly Way[] = [{ role: 'privacy', relation: 'none' }];
const shared = { who: office, purposes: ['consent_proof'], status: 200 } as const;
const path = '/v1/privacy/guardianships/{guardianshipId}';
const answer = once(() => representation(guardianship, ['guardianshipId']));
const decided = { ...shared, method: 'POST', answer, replay: { route: 'readGuardianshipCase' } } as const;

export const officeRoutes = {
  listGuardianshipCases: route({
    ...shared,
    method: 'GET',
    path: '/v1/privacy/guardianships',
    says: 'The guardianships that wait to be confirmed, newest first: ids, purposes and times.',
    query: paging,
    answer: () => page(answer()),
  }),
  readGuardianshipCase: route({ ...shared, method: 'GET', path, says: 'One guardianship.', answer }),
  confirmGuardianship: route({
    ...decided,
    path: `${path}/confirm`,
    says: 'Confirms that somebody may decide for a minor: how it was made sure, and where what was shown is kept.',
    body: () =>
      z.strictObject({
        method: z.enum(guardianMethodNames),
        evidence: z.string().check(z.regex(evidencePattern, 'must be a reference, such as GRD-2041')),
      }),
  }),
  refuseGuardianship: route({
    ...decided,
    path: `${path}/refuse`,
    says: 'Does not confirm it.',
  }),
} as const;
