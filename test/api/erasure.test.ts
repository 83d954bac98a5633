import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyFile } from '#/operator/verify/verify.ts';
import { givenConsent } from '#/test/support/consents.ts';
import { certificateFile, givenCertificateOf, goneOf, rowsLeft } from '#/test/support/erasures.ts';
import { givenFolder } from '#/test/support/local-aws.ts';
import { givenMember, givenSession } from '#/test/support/people.ts';
import { givenConfirmed, onRequest, readRequest } from '#/test/support/requests.ts';
import { givenNote, givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

const dayMs = 86_400_000;
describe('RI3 RI4 MI14: the erasure of an account', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenWorld();
  });
  afterEach(() => world.faults.clear());

  it('TR6: is certified: keys, counts, accounts, what stays with reason and end, when copies lapse, and nobody’s name', async () => {
    const engagement = await givenOtherEngagement(world);
    const { client } = engagement;
    const sessionId = await givenSession(engagement, new Date(world.instance.clock.now()).toISOString());
    const notesPath = `/v1/engagements/${engagement.engagementId}/sessions/${sessionId}/notes`;
    for (const text of ['One.', 'Two.', 'Three.']) await givenNote({ notesPath, coach: world.coach }, text);
    await givenConsent(client, 'marketing');
    const keys = (await world.tables.scan('keys')).filter(({ pk }) => pk.includes(client.personId));

    const { requestId } = await givenConfirmed(client, { kind: 'erasure' });
    const keyRows = [...keys.map(({ fields }) => String(fields.keyId))];
    await world.instance.settled();

    const certificate = await givenCertificateOf(world.instance, requestId);
    expect(certificate).toMatchObject({ basis: 'account', requestId, retained: [], userPools: [{ pool: 'clients' }] });
    expect(certificate.keysDestroyed.map(({ keyId }) => keyId)).toEqual(expect.arrayContaining(keyRows));
    expect([goneOf(certificate, 'note'), goneOf(certificate, 'session'), goneOf(certificate, 'engagement')]).toEqual([
      3, 1, 1,
    ]);
    expect(certificate.stays.map(({ entity }) => entity)).toEqual([
      'account_erasure',
      'consent_entry',
      'consent_state',
      'data_request',
      'session_epoch',
    ]);
    for (const { why, until = '' } of certificate.stays) {
      expect(why).toMatch(/^[A-Z].+\.$/);
      expect(Date.parse(until)).toBeGreaterThan(world.instance.clock.now());
    }
    const lapse = Date.parse(certificate.copiesLapse.keys) - world.instance.clock.now();
    expect(Math.round(lapse / dayMs)).toBe(35);
    const file = String(await certificateFile(world.instance, requestId));
    const folder = givenFolder();
    writeFileSync(join(folder, 'certificate.json'), file);
    writeFileSync(
      join(folder, 'keys.json'),
      JSON.stringify((await world.instance.call('GET', '/.well-known/jwks.json')).body),
    );
    expect(verifyFile(join(folder, 'certificate.json'))).toMatchObject({ isValid: true });
    for (const name of [client.personId, client.email, engagement.engagementId, world.coach.personId]) {
      expect(file).not.toContain(name);
    }
  });

  it('is unreadable at once, for the person and for whoever shared it', async () => {
    const engagement = await givenOtherEngagement(world);
    const { client, engagementId } = engagement;
    await givenConfirmed(client, { kind: 'erasure' });
    await world.instance.settled();
    expectProblem(await client.call('GET', '/v1/me'), 'session-ended');
    expectProblem(await world.coach.call('GET', `/v1/engagements/${engagementId}`), 'not-found');
    const { items } = (await world.coach.call('GET', '/v1/engagements?limit=100')).body as { items: object[] };
    expect(JSON.stringify(items)).not.toContain(engagementId);
  });

  it('MI14: ends what was consented to, and leaves the ledger that proves it as it was', async () => {
    const person = await givenMember(world.instance, world.organization, 'client');
    await givenConsent(person, 'marketing');
    const ofPerson = async () =>
      (await world.tables.scan('consent')).filter(({ pk }) => pk === `person#${person.personId}`);
    const entries = (await ofPerson()).filter(({ entity }) => entity === 'consent_entry');
    await givenConfirmed(person, { kind: 'erasure' });
    await world.instance.settled();
    const after = await ofPerson();
    const undated = ({ ttl: _, ...row }: object & { ttl?: number }) => row;
    expect(after.filter(({ entity }) => entity === 'consent_entry').map(undated)).toEqual(entries.map(undated));
    expect(after.find(({ entity }) => entity === 'consent_state')?.fields.choices).toMatchObject({
      marketing: { state: 'invalidated' },
    });
    for (const { ttl } of after) expect(ttl).toBeGreaterThan(world.instance.clock.now() / 1000 + 365 * 86_400);
  });

  it('waits for the days of grace, in which it can be called off', async () => {
    const person = await givenMember(world.instance, world.organization, 'client');
    const request = await givenConfirmed(person, { kind: 'erasure', grace: true });
    await world.instance.settled();
    expect((await readRequest(person, request)).state).toBe('in_progress');
    expect((await onRequest(person, request, 'cancel')).status).toBe(200);
    const again = await givenConfirmed(person, { kind: 'erasure', grace: true });
    await world.instance.settled();
    world.instance.clock.advance(29 * dayMs);
    await world.instance.settled();
    expect((await world.tables.scan('keys')).some(({ pk }) => pk.includes(person.personId))).toBe(true);
    world.instance.clock.advance(2 * dayMs);
    await world.instance.settled();
    expect(await rowsLeft(world.tables, [person.personId])).toEqual([]);
    expect(await certificateFile(world.instance, request.requestId)).toBeUndefined();
    await givenCertificateOf(world.instance, again.requestId);
  });
});
