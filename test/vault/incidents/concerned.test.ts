import { beforeAll, describe, expect, it } from 'vitest';
import { givenEngagement, givenMember, type Person } from '#/test/support/people.ts';
import { concernedBy } from '#/vault/incidents/concerned.ts';
import { memberOf } from '#/vault/incidents/members.ts';
import { closeSessions } from '#/vault/incidents/sessions.ts';
import { admits } from '#/vault/incidents/standing.ts';
import { type Containing, givenContaining, newCase, statusOf } from './given-contained.ts';

describe('whom an incident concerns', () => {
  let given: Containing;
  let coach: Person;
  beforeAll(async () => {
    given = await givenContaining();
    coach = await givenMember(given.instance, given.programme, 'coach');
    for (const country of ['DE', undefined]) {
      const client = await givenMember(given.instance, given.programme, 'client');
      if (country) {
        const body = { country, band: 'adult' };
        await client.call('PUT', '/v1/me/age-band', { body });
      }
      const { engagementId } = await givenEngagement(
        given.programme.organizationId,
        given.programme.termsId,
        coach,
        client,
      );
      expect(await statusOf(coach, `/v1/engagements/${engagementId}`)).toBe(200);
    }
  });

  it('IR8: are those whose records somebody opened, counted under the laws that protect them', async () => {
    const { people, jurisdictions } = await concernedBy(given.vault, { type: 'person', id: coach.personId });
    // The two clients, and the coach's own profile.
    expect(people).toBe(3);
    expect(jurisdictions).toContain('eu-gdpr');
  });

  it('IR8: are not those whose records somebody was refused', async () => {
    const stranger = await givenMember(given.instance, given.programme, 'coach');
    expect(await statusOf(stranger, `/v1/engagements/${given.pair.engagementId}`)).toBe(404);
    const { people } = await concernedBy(given.vault, { type: 'person', id: stranger.personId });
    expect(people).toBe(0);
  });

  it('IR8: of an engagement is its client, and of an organisation whoever its members opened', async () => {
    const { vault, pair, programme } = given;
    expect((await concernedBy(vault, { type: 'relationship', id: pair.engagementId })).people).toBe(1);
    const organization = await concernedBy(vault, { type: 'organization', id: programme.organizationId });
    expect(organization.people).toBeGreaterThanOrEqual(3);
  });

  it('IR5: of what the log cannot tell the home laws count, so that no clock is missing', async () => {
    const concerned = await concernedBy(given.vault, { type: 'channel', id: 'webhooks' });
    expect(concerned).toMatchObject({ people: 0, jurisdictions: expect.arrayContaining(['eu-gdpr']) });
  });

  it('IR3: somebody shows whether the freeze of an organisation holds', async () => {
    const { vault, programme, instance } = given;
    const { organizationId } = programme;
    const member = (await memberOf(vault, organizationId)) as string;
    const now = () => Math.floor(instance.clock.now() / 1000);
    expect(await admits(vault, member, now())).toBe(true);
    await closeSessions(vault, organizationId, newCase());
    expect(await memberOf(vault, organizationId)).toBe(member);
    expect(await admits(vault, member, now())).toBe(false);
    await closeSessions(vault, member, newCase());
    expect(await memberOf(vault, organizationId)).not.toBe(member);
    expect(await memberOf(vault, vault.instance)).toBeUndefined();
  });
});
