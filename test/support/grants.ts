import { givenOtherEngagement, type World } from '#/test/vault/given-world.ts';
import type { ApiAnswer } from './instance.ts';
import { type Engagement, expectStatus, givenStaff, type Person } from './people.ts';

export type GrantRequest = {
  readonly reason?: string;
  readonly ticket?: string;
  readonly kinds?: readonly string[];
  readonly minutes?: number;
};
export type About = { readonly engagementId: string } | { readonly personId: string };

const usual = { reason: 'customer_initiated', ticket: 'SUP-1', kinds: ['goal', 'note'], minutes: 30 } as const;

export const askForGrant = (support: Person, about: About, request: GrantRequest = {}): Promise<ApiAnswer> =>
  support.call('POST', '/v1/support/grants', { body: { ...usual, ...request, ...about } });

/** A grant that waits for its approval; answers its id. */
export async function givenRequestedGrant(support: Person, about: About, request: GrantRequest = {}): Promise<string> {
  return String(expectStatus(await askForGrant(support, about, request), 201).grantId);
}

/** A grant that its person has approved. */
export async function givenOpenGrant(
  support: Person,
  client: Person,
  about: About,
  request: GrantRequest = {},
): Promise<string> {
  const grantId = await givenRequestedGrant(support, about, request);
  expectStatus(await answerGrant(client, grantId, 'approve'), 200);
  return grantId;
}

/** What somebody who looks through a grant asks for. */
export function lookAt(
  support: Person,
  grantId: string,
  engagementId: string,
  query: { readonly kind?: string; readonly ticket?: string; readonly sessionId?: string } = {},
): Promise<ApiAnswer> {
  const asked = new URLSearchParams({ kind: 'goal', ticket: usual.ticket, ...query });
  return support.call('GET', `/v1/support/grants/${grantId}/view/${engagementId}?${asked}`);
}

/** Everybody of ours who has to do with grants. */
export type Staff = {
  readonly support: Person;
  readonly otherSupport: Person;
  readonly security: Person;
  readonly privacy: Person;
};

export async function givenGrantStaff({ instance }: World): Promise<Staff> {
  const support = await givenStaff(instance, 'support');
  const otherSupport = await givenStaff(instance, 'support');
  const security = await givenStaff(instance, 'security');
  return { support, otherSupport, security, privacy: await givenStaff(instance, 'privacy') };
}

/** What stands in the goal of `givenClientInNeed`. */
export const goalInNeed = 'Tell Ottilie the truth';

/** A client of their own for each test, for a person has one open grant at a time; with a goal. */
export async function givenClientInNeed(world: World): Promise<Engagement> {
  const engagement = await givenOtherEngagement(world);
  const body = { title: goalInNeed };
  const path = `/v1/engagements/${engagement.engagementId}/goals`;
  expectStatus(await engagement.client.call('POST', path, { body }), 201);
  return engagement;
}

export const moveGrant = (who: Person, grantId: string, verb: string, body?: object): Promise<ApiAnswer> =>
  who.call('POST', `/v1/support/grants/${grantId}/${verb}`, body ? { body } : {});

export const answerGrant = (client: Person, grantId: string, verb: string): Promise<ApiAnswer> =>
  client.call('POST', `/v1/me/support-grants/${grantId}/${verb}`);
