import { beforeAll, describe, expect, it } from 'vitest';
import { givenCopy, givenLink, takePiece } from '#/test/support/copies.ts';
import { givenSignedInAgain, type Person } from '#/test/support/people.ts';
import { onRequest, readRequest } from '#/test/support/requests.ts';
import { exportsStopped, resumeExports, stopExports } from '#/vault/incidents/exports.ts';
import { type Containing, givenContaining, newCase } from './given-contained.ts';

const hourMs = 3_600_000;

describe('exports that a response has stopped', () => {
  let given: Containing;
  const scopes = (): [string, string][] => [
    ['the person', given.pair.client.personId],
    ['the organisation', given.programme.organizationId],
    ['the instance', given.vault.instance],
  ];
  const again = async (): Promise<Person> => {
    given.instance.clock.advance(1_000);
    return givenSignedInAgain(given.instance, given.pair.client);
  };

  beforeAll(async () => {
    given = await givenContaining();
  });

  it('IR3: are not handed out, links that are out included, for a person, an organisation or the instance', async () => {
    const client = await again();
    const request = await givenCopy(given.instance, client);
    const link = await givenLink(client, request);
    for (const [whose, scope] of scopes()) {
      const incidentId = newCase();
      await stopExports(given.vault, scope, incidentId);
      expect((await onRequest(client, request, 'link')).status, whose).toBe(503);
      expect((await client.call('GET', `/v1/me/deliveries/${link.deliveryId}`)).status, whose).toBe(503);
      expect((await takePiece(client, link, 1)).status, whose).toBe(503);
      await resumeExports(given.vault, scope, incidentId);
    }
    expect((await takePiece(client, link, 1)).status).toBe(200);
  });

  it('IR3: are not made either, and the job goes on by itself when they may be made again', async () => {
    const client = await again();
    const incidentId = newCase();
    await stopExports(given.vault, given.programme.organizationId, incidentId);
    const request = await givenCopy(given.instance, client);
    expect(await readRequest(client, request)).toMatchObject({ copy: null });
    await resumeExports(given.vault, given.programme.organizationId, incidentId);
    given.instance.clock.advance(hourMs);
    await given.instance.settled();
    expect(await readRequest(await again(), request)).toMatchObject({ state: 'completed' });
  });

  it('IR3: stay stopped until the last case lets them go on; of somebody else they never were', async () => {
    const { vault, pair } = given;
    const [one, other] = [newCase(), newCase()];
    for (const incidentId of [one, other, other]) await stopExports(vault, pair.client.personId, incidentId);
    await resumeExports(vault, pair.client.personId, one);
    expect(await exportsStopped(vault, pair.client.personId)).toBe(true);
    expect(await exportsStopped(vault, pair.coach.personId)).toBe(false);
    await resumeExports(vault, pair.client.personId, other);
    expect(await exportsStopped(vault, pair.client.personId)).toBe(false);
    expect(await exportsStopped(vault, 'eu.person_01M7ZRATJSM5JMMFD0EY8NQTAS')).toBeUndefined();
  });
});
