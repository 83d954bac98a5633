import { beforeAll, describe, expect, it } from 'vitest';
import { givenEngagement, givenMember } from '#/test/support/people.ts';
import {
  relationshipOf,
  relationshipsOf,
  resumeRelationships,
  suspendRelationships,
} from '#/vault/incidents/relationships.ts';
import { type Containing, givenContaining, newCase, statusOf } from './given-contained.ts';

describe('a suspended engagement', () => {
  let given: Containing;
  let path: string;
  const participants = () => [given.pair.coach, given.pair.client];

  beforeAll(async () => {
    given = await givenContaining();
    path = `/v1/engagements/${given.pair.engagementId}`;
  });
  const suspend = (incidentId: string) => suspendRelationships(given.vault, [given.pair.engagementId], incidentId);
  const resume = (incidentId: string) => resumeRelationships(given.vault, [given.pair.engagementId], incidentId);
  async function expectReached(): Promise<void> {
    for (const person of participants()) {
      expect(await statusOf(person, path)).toBe(200);
      expect(await statusOf(person, `${path}/sessions`)).toBe(200);
    }
  }
  async function expectOutOfReach(): Promise<void> {
    for (const person of participants()) {
      expect(await statusOf(person, path)).toBe(404);
      expect(await statusOf(person, `${path}/sessions`)).toBe(404);
      expect(await statusOf(person)).toBe(200);
      const { body } = await person.call('GET', '/v1/engagements');
      expect(JSON.stringify(body)).not.toContain(given.pair.engagementId);
    }
    const body = { startsAt: '2027-01-05T09:00:00Z', durationMinutes: 60, topic: 'Feedback' };
    expect((await given.pair.coach.call('POST', `${path}/sessions`, { body })).status).toBe(404);
  }

  it('IR3: is out of reach for coach and client at the very next request, and back when it goes on', async () => {
    const incidentId = newCase();
    await expectReached();
    await suspend(incidentId);
    await expectOutOfReach();
    expect(await relationshipOf(given.vault, given.pair.engagementId)).toBe('suspended');
    await resume(incidentId);
    await expectReached();
    expect(await relationshipOf(given.vault, given.pair.engagementId)).toBe('active');
  });

  it('IR3: stays so until the last case lets it go on, and repeating changes nothing', async () => {
    const [one, other] = [newCase(), newCase()];
    for (const incidentId of [one, one, other]) await suspend(incidentId);
    await resume(one);
    await resume(one);
    await resume(newCase());
    await expectOutOfReach();
    await resume(other);
    await expectReached();
  });

  it('IR3: of two cases that take it and let it go at once, none is lost', async () => {
    const cases = Array.from({ length: 4 }, newCase);
    await Promise.all(cases.map(suspend));
    const [last = '', ...others] = cases;
    await Promise.all(others.map(resume));
    expect(await relationshipOf(given.vault, given.pair.engagementId)).toBe('suspended');
    await resume(last);
    expect(await relationshipOf(given.vault, given.pair.engagementId)).toBe('active');
  });

  it('IR3: is told from the coach’s other engagements, and those that ended', async () => {
    const { vault, pair, programme, instance } = given;
    const client = await givenMember(instance, programme, 'client');
    const second = await givenEngagement(programme.organizationId, programme.termsId, pair.coach, client);
    const incidentId = newCase();
    await suspend(incidentId);
    const found = await relationshipsOf(vault, pair.coach.personId);
    expect(found).toEqual({ active: [second.engagementId], suspended: [pair.engagementId] });
    expect(await statusOf(pair.coach, `/v1/engagements/${second.engagementId}`)).toBe(200);
    await resume(incidentId);
    expect(await relationshipOf(vault, `${vault.instance}.engagement_01M7ZRATJSM5JMMFD0EY8NQTAS`)).toBeUndefined();
  });
});
