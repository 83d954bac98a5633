import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { givenConsent, givenWithdrawal } from '#/test/support/consents.ts';
import { allowWrites, areWritesFrozen, freezeWrites } from '#/vault/incidents/write-freeze.ts';
import { type Containing, givenContaining, newCase, statusOf } from './given-contained.ts';

const incidentId = newCase();

describe('while a response lets nothing be changed', () => {
  let given: Containing;
  const goal = () =>
    given.pair.client.call('POST', `/v1/engagements/${given.pair.engagementId}/goals`, { body: { title: 'Speak up' } });

  beforeAll(async () => {
    given = await givenContaining();
  });
  afterEach(() => allowWrites(given.vault, incidentId));

  it('IR3: the very next change is refused and reading goes on; afterwards it is taken', async () => {
    const { vault, pair } = given;
    expect((await goal()).status).toBe(201);
    await freezeWrites(vault, incidentId);
    await freezeWrites(vault, incidentId);
    expect(await areWritesFrozen(vault)).toBe(true);
    expect((await goal()).status).toBe(503);
    expect(
      (await pair.client.call('PATCH', '/v1/me', { body: { locale: 'de-DE' }, headers: { 'if-match': '"1"' } })).status,
    ).toBe(503);
    expect(await statusOf(pair.coach, `/v1/engagements/${pair.engagementId}`)).toBe(200);
    await allowWrites(vault, incidentId);
    expect(await areWritesFrozen(vault)).toBe(false);
    expect((await goal()).status).toBe(201);
  });

  it('IR3: consent can be withdrawn, and none given', async () => {
    const { vault, pair } = given;
    await givenConsent(pair.client, 'integration_sharing');
    await freezeWrites(vault, incidentId);
    await givenWithdrawal(pair.client, 'integration_sharing');
    await expect(givenConsent(pair.client, 'marketing')).rejects.toThrow('503');
  });
});
