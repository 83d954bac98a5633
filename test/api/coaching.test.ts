import { beforeAll, describe, expect, it } from 'vitest';
import type { GivenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  givenEngagement,
  givenMember,
  givenOrganization,
  givenSession,
  givenSignedTerms,
} from '#/test/support/people.ts';
import { givenSharedInstance } from '#/test/support/shared-instance.ts';

describe('a coach and a client work together', () => {
  let instance: GivenInstance;
  let engagement: Engagement;

  beforeAll(async () => {
    const inUse = await givenSharedInstance();
    instance = inUse.instance;
    const organization = await givenOrganization(instance, inUse.operator);
    const coach = await givenMember(instance, organization, 'coach');
    const sponsor = await givenMember(instance, organization, 'sponsor');
    const client = await givenMember(instance, organization, 'client');
    const termsId = await givenSignedTerms(organization, sponsor);
    engagement = await givenEngagement(organization.organizationId, termsId, coach, client);
  });

  it('CC1 CC3: a note for both participants is read by both', async () => {
    const { coach, client, engagementId } = engagement;
    const sessionId = await givenSession(engagement, new Date(instance.clock.now() + 3_600_000).toISOString());
    const path = `/v1/engagements/${engagementId}/sessions/${sessionId}/notes`;
    const written = await coach.call('POST', path, {
      body: { body: 'She spoke up twice.', visibility: 'participants' },
    });
    expect(written.body).toMatchObject({ body: 'She spoke up twice.' });
    expect(written.status).toBe(201);
    const { noteId } = written.body as { noteId: string };
    const read = await client.call('GET', `${path}/${noteId}`);
    expect(read.body).toMatchObject({
      body: 'She spoke up twice.',
      visibility: 'participants',
      contentClass: 'server_readable',
    });
  });
});
