import * as z from 'zod/mini';
import { roles } from '#/domain/access/roles.ts';
import { route, type Way } from '#/domain/api/route.ts';
import { safeguard } from '#/domain/data-map/entities/guardians.ts';
import { once } from '#/domain/once.ts';

const own: readonly Way[] = roles.map((role) => ({ role, relation: 'self' }));
const coach: readonly Way[] = [{ role: 'coach', relation: 'coach' }];
const office: readonly Way[] = [{ role: 'privacy', relation: 'none' }];

/** What somebody else has said is shown to the person alone, and to nobody who only says something. */
const answer = once(() =>
  z.strictObject({
    status: z.enum(['none', 'set', 'lifted']),
    reason: z.nullable(safeguard.fields.reason.schema),
    setAs: z.nullable(safeguard.fields.setAs.schema),
  }),
);
const body = () => z.strictObject({ reason: safeguard.fields.reason.schema });
const ofClient = { who: coach, purposes: ['coaching', 'consent_proof'], status: 204 } as const;
const ofAnybody = { who: office, purposes: ['consent_proof'], status: 204 } as const;
const mine = '/v1/me/safeguard';
const person = '/v1/privacy/people/{personId}/safeguard';

export const safeguardRoutes = {
  readSafeguard: route({
    who: own,
    purposes: ['consent_proof'],
    method: 'GET',
    path: mine,
    says: 'Whether somebody has said that the caller may need protection when they consent, and why.',
    status: 200,
    answer,
  }),
  setSafeguard: route({
    who: own,
    purposes: ['consent_proof'],
    method: 'PUT',
    path: mine,
    says: 'The caller asks that somebody looks at their consents before they take effect.',
    body,
    status: 200,
    answer,
  }),
  liftSafeguard: route({
    who: own,
    purposes: ['consent_proof'],
    method: 'POST',
    path: `${mine}/lift`,
    says: 'Lifts what the caller has set for themselves.',
    status: 204,
  }),
  setClientSafeguard: route({
    ...ofClient,
    method: 'PUT',
    path: '/v1/engagements/{engagementId}/safeguard',
    says: 'The coach says that the client may need protection when they consent.',
    body,
  }),
  setPersonSafeguard: route({
    ...ofAnybody,
    method: 'PUT',
    path: person,
    says: 'The privacy office says that somebody may need protection when they consent.',
    body,
  }),
  liftPersonSafeguard: route({
    ...ofAnybody,
    method: 'POST',
    path: `${person}/lift`,
    says: 'The privacy office lifts it, whoever set it.',
  }),
} as const;
