import * as z from 'zod/mini';
import { area } from '#/domain/api/area.ts';
import { bodyOf, changesOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { agreement, engagement, person } from '#/domain/data-map/entities/directory.ts';
import { id } from '#/domain/ids.ts';

const coach: Way = { role: 'coach', relation: 'coach' };
const client: Way = { role: 'client', relation: 'client' };
const participants = [coach, client] as const;

const participant = z.strictObject({
  /** Null until the client has signed an agreement: an invitation does not say whether the address is known. */
  personId: z.nullable(z.string()),
  displayName: z.nullable(z.string()),
});
const engagementAnswer = z.extend(representation(engagement, ['engagementId'], ['clientId', 'coachId']), {
  participants: z.strictObject({ coach: participant, client: participant }),
});
const agreementAnswer = representation(agreement, ['engagementId', 'agreementId']);

const createEngagement = route({
  method: 'POST',
  path: '/v1/engagements',
  says: 'A coach proposes an engagement to a client, under signed programme terms.',
  who: [{ role: 'coach', relation: 'self' }],
  purposes: ['coaching', 'account'],
  body: z.extend(bodyOf(engagement, ['organizationId', 'termsId', 'focus']), {
    clientEmail: person.fields.email.schema,
  }),
  status: 201,
  answer: engagementAnswer,
  replay: { route: 'readEngagement', id: 'engagementId' },
});

const listEngagements = route({
  method: 'GET',
  path: '/v1/engagements',
  says: 'The caller’s engagements, newest first.',
  who: [
    { role: 'coach', relation: 'self' },
    { role: 'client', relation: 'self' },
  ],
  purposes: ['coaching', 'account'],
  query: paging,
  status: 200,
  answer: page(engagementAnswer),
});

const readEngagement = route({
  method: 'GET',
  path: '/v1/engagements/{engagementId}',
  says: 'One engagement.',
  who: participants,
  purposes: ['coaching', 'account'],
  status: 200,
  answer: engagementAnswer,
});

const updateEngagement = route({
  method: 'PATCH',
  path: '/v1/engagements/{engagementId}',
  says: 'Changes what the coaching is about.',
  who: participants,
  purposes: ['coaching', 'account'],
  body: changesOf(engagement, ['focus']),
  ifMatch: true,
  status: 200,
  answer: engagementAnswer,
});

const proposeAgreement = route({
  method: 'POST',
  path: '/v1/engagements/{engagementId}/agreements',
  says: 'Proposes an agreement; who proposes has thereby signed.',
  who: participants,
  purposes: ['coaching'],
  body: bodyOf(agreement, ['text']),
  status: 201,
  answer: agreementAnswer,
  replay: { route: 'readAgreement', id: 'agreementId' },
});

const listAgreements = route({
  method: 'GET',
  path: '/v1/engagements/{engagementId}/agreements',
  says: 'The agreements proposed in an engagement, newest first; the newest counts.',
  who: participants,
  purposes: ['coaching'],
  query: paging,
  status: 200,
  answer: page(agreementAnswer),
});

const readAgreement = route({
  method: 'GET',
  path: '/v1/engagements/{engagementId}/agreements/{agreementId}',
  says: 'One agreement.',
  who: participants,
  purposes: ['coaching'],
  status: 200,
  answer: agreementAnswer,
});

const signAgreement = route({
  method: 'POST',
  path: '/v1/engagements/{engagementId}/agreements/{agreementId}/sign',
  says: 'The caller signs the agreement.',
  who: participants,
  purposes: ['coaching'],
  status: 200,
  answer: agreementAnswer,
  replay: { route: 'readAgreement' },
});

const reviewPrivacy = route({
  method: 'POST',
  path: '/v1/engagements/{engagementId}/privacy-review',
  says: 'The client confirms having reviewed the privacy settings; coaching cannot start before.',
  who: [client],
  purposes: ['coaching', 'account'],
  body: z.strictObject({ confirmed: z.literal(true) }),
  status: 200,
  answer: engagementAnswer,
  replay: { route: 'readEngagement' },
});

const startEngagement = route({
  method: 'POST',
  path: '/v1/engagements/{engagementId}/start',
  says: 'Starts or resumes coaching under a signed agreement.',
  who: [coach],
  purposes: ['coaching', 'account'],
  body: z.strictObject({ agreementId: id('agreement') }),
  status: 200,
  answer: engagementAnswer,
  replay: { route: 'readEngagement' },
});

const pauseEngagement = route({
  method: 'POST',
  path: '/v1/engagements/{engagementId}/pause',
  says: 'Pauses coaching.',
  who: participants,
  purposes: ['coaching', 'account'],
  status: 200,
  answer: engagementAnswer,
  replay: { route: 'readEngagement' },
});

const endEngagement = route({
  method: 'POST',
  path: '/v1/engagements/{engagementId}/end',
  says: 'Ends the engagement for good: the coach’s access ends with the answer, the client keeps reading until deletion.',
  who: participants,
  purposes: ['coaching'],
  status: 204,
});

export const engagements = area({
  name: 'engagements',
  says: 'Engagements between a coach and a client, and the agreements they rest on.',
  stores: {
    directory: ['read', 'list', 'write'],
    keys: ['read', 'check', 'write'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['account', 'coaching'], create: ['account', 'coaching'], mac: true },
  userPools: ['AdminCreateUser', 'AdminAddUserToGroup'],
  routes: {
    createEngagement,
    listEngagements,
    readEngagement,
    updateEngagement,
    proposeAgreement,
    listAgreements,
    readAgreement,
    signAgreement,
    reviewPrivacy,
    startEngagement,
    pauseEngagement,
    endEngagement,
  },
});
