import type { Role } from '#/domain/access/roles.ts';

/** One operation of the API by somebody. `{...}` in path and body are ids of answers before. */
export type Step = readonly [role: Role, method: 'GET' | 'POST' | 'PATCH', path: string, body?: object];

const organization = '/v1/organizations/{organizationId}';
const engagement = '/v1/engagements/{engagementId}';
const session = `${engagement}/sessions/{sessionId}`;
const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const planned = { startsAt: inAnHour, durationMinutes: 60, topic: 'Feedback' };

/** A day of the API: every operation that can be tried without another one ending it for the rest. */
export const steps: readonly Step[] = [
  ['coach', 'GET', '/v1/me'],
  ['coach', 'PATCH', '/v1/me', { timeZone: 'Europe/Berlin' }],
  ['coach', 'GET', '/v1/me/security'],

  ['org_admin', 'GET', '/v1/organizations'],
  ['org_admin', 'GET', organization],
  ['org_admin', 'PATCH', organization, { name: 'Hartwell Works' }],
  ['org_admin', 'POST', `${organization}/members`, { email: 'another@bench.example', role: 'coach' }],
  ['org_admin', 'GET', `${organization}/invitations`],
  ['org_admin', 'GET', `${organization}/invitations/{invitationId}`],
  ['org_admin', 'GET', `${organization}/members`],
  ['org_admin', 'GET', `${organization}/members/{coachId}`],
  ['org_admin', 'POST', `${organization}/programme-terms`, { title: 'T', text: 'T', sponsorSees: [] }],
  ['org_admin', 'GET', `${organization}/programme-terms`],
  ['org_admin', 'GET', `${organization}/programme-terms/{termsId}`],
  ['sponsor', 'POST', `${organization}/programme-terms/{termsId}/sign`],

  ['coach', 'GET', '/v1/engagements'],
  ['coach', 'GET', engagement],
  ['coach', 'PATCH', engagement, { focus: 'Leading a team' }],
  ['coach', 'POST', `${engagement}/agreements`, { text: 'We meet every two weeks.' }],
  ['coach', 'GET', `${engagement}/agreements`],
  ['coach', 'GET', `${engagement}/agreements/{agreementId}`],
  ['client', 'POST', `${engagement}/agreements/{agreementId}/sign`],
  ['client', 'GET', `${engagement}/privacy-review`],
  ['coach', 'POST', `${engagement}/pause`],
  ['coach', 'POST', `${engagement}/start`, { agreementId: '{agreementId}' }],

  ['coach', 'GET', `${engagement}/sessions`],
  ['coach', 'POST', `${engagement}/sessions`, planned],
  ['coach', 'GET', session],
  ['coach', 'PATCH', session, { durationMinutes: 45 }],
  ['coach', 'GET', `${session}/calendar.ics`],
  ['coach', 'POST', `${session}/notes`, { body: 'x'.repeat(400), visibility: 'participants' }],
  ['coach', 'GET', `${session}/notes/{noteId}`],
  ['coach', 'PATCH', `${session}/notes/{noteId}`, { visibility: 'author' }],
  ['coach', 'GET', `${engagement}/sessions/{fullSessionId}/notes`],
  ['client', 'POST', `${engagement}/goals`, { title: 'To open the meeting' }],
  ['client', 'GET', `${engagement}/goals`],
  ['client', 'GET', `${engagement}/goals/{goalId}`],
  ['client', 'PATCH', `${engagement}/goals/{goalId}`, { progress: 50 }],
  ['client', 'POST', `${engagement}/actions`, { title: 'Ask for the agenda', goalId: '{goalId}' }],
  ['client', 'GET', `${engagement}/actions`],
  ['client', 'GET', `${engagement}/actions/{actionId}`],
  ['client', 'PATCH', `${engagement}/actions/{actionId}`, { status: 'done' }],
  ['client', 'POST', `${engagement}/messages`, { body: 'Thank you for today.' }],
  ['client', 'GET', `${engagement}/messages`],
  ['client', 'GET', `${engagement}/messages/{messageId}`],
  ['coach', 'POST', `${session}/cancel`],
];
