import { KMSClient, RotateKeyOnDemandCommand } from '@aws-sdk/client-kms';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#/domain/access/caller.ts';
import { note } from '#/domain/data-map/entities/coaching.ts';
import type { IdsOf } from '#/domain/data-map/entity.ts';
import { needsConsent, type Purpose, purposes, usedBy } from '#/domain/data-map/purposes.ts';
import { noteRoutes } from '#/lambdas/coaching/notes.contract.ts';
import { denied, drop, loseAnswer, retryAtOnce, serverError, throttle } from '#/test/support/faults.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';
import { vaultOf } from '#/test/support/people.ts';
import { Door } from '#/vault/door.ts';
import { withFreshTokens } from './fresh-tokens.ts';
import { firstNote, givenNote, givenWorld, type World } from './given-world.ts';

const minutes = (count: number): number => count * 60_000;

describe('EN10: data keys', () => {
  let world: World;
  let notePath: string;
  let restoreWaiting: () => void;

  beforeAll(async () => {
    world = await givenWorld();
    notePath = await givenNote(world);
    restoreWaiting = retryAtOnce();
  });
  afterAll(() => restoreWaiting());
  afterEach(() => world.faults.clear());

  /** Time passes until this process remembers no key any more; the client's app keeps the sign-in in use. */
  async function forgetKeys(): Promise<void> {
    world.instance.clock.advance(minutes(5));
    world = { ...world, client: await withFreshTokens(world.instance, world.client) };
    world.faults.clear();
  }
  const read = (path = notePath): Promise<ApiAnswer> => world.client.call('GET', path);
  const keyRow = (purpose: string) =>
    world.tables.one('keys', ({ pk, sk }) => pk.endsWith(world.client.personId) && sk === `key#${purpose}`);
  function expectUnavailable({ status, body }: ApiAnswer): void {
    expect(status).toBe(503);
    expect(JSON.stringify(body)).not.toContain('Ottilie');
    expect(JSON.stringify(body)).not.toContain('Injected');
  }

  it('are asked of KMS once per subject, purpose and five minutes, by 50 callers at once', async () => {
    await forgetKeys();
    const answers = await Promise.all(Array.from({ length: 50 }, () => read()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(world.faults.count('Decrypt')).toBe(1);
    world.instance.clock.advance(minutes(4));
    expect((await read()).status).toBe(200);
    expect((await read(world.notesPath)).status).toBe(200);
    expect(world.faults.count('Decrypt')).toBe(1);
    world.instance.clock.advance(minutes(1));
    await Promise.all(Array.from({ length: 10 }, () => read()));
    expect(world.faults.count('Decrypt')).toBe(2);
  });

  it('are asked for with a context that names instance, purpose and key, and nobody', async () => {
    await forgetKeys();
    const { organizationId } = world.organization;
    const body = { organizationId, termsId: world.termsId, clientEmail: 'newcomer@people.example', focus: 'Calm' };
    world = { ...world, coach: await withFreshTokens(world.instance, world.coach) };
    expect((await world.coach.call('POST', '/v1/engagements', { body })).status).toBe(201);
    const contexts = world.faults.calls.flatMap(({ operation, input }) =>
      ['Decrypt', 'GenerateDataKey'].includes(operation) ? [input.EncryptionContext as Record<string, string>] : [],
    );
    expect(contexts.length).toBeGreaterThan(3);
    for (const context of contexts) {
      expect(Object.keys(context).toSorted()).toEqual(['instance', 'keyId', 'purpose']);
      expect(context.instance).toBe('eu');
      expect(['account', 'coaching']).toContain(context.purpose);
      expect(context.keyId).toMatch(/^[A-Za-z0-9_-]{22}$/);
    }
    const made = contexts.map(({ keyId }) => keyId);
    const rows = await world.tables.scan('keys');
    expect(new Set(rows.map(({ fields }) => fields.keyId)).size).toBe(rows.length);
    expect(made.length).toBeGreaterThan(0);
  });

  it.each([
    ['cut off', drop],
    ['failing', serverError],
    ['throttling', throttle],
    ['refusing', denied],
    ['answering too late', loseAnswer],
  ])('while KMS is %s: 503 without a key, and the same answer as ever as soon as it is back', async (_, fault) => {
    await forgetKeys();
    world.faults.inject({ operation: 'Decrypt', lasting: true }, fault);
    expectUnavailable(await read());
    expectUnavailable(await read(world.notesPath));
    expectUnavailable(await read(world.engagementPath));
    expectUnavailable(await read('/v1/me'));
    world.faults.clear();
    expect((await read()).body).toMatchObject({ body: firstNote });
  });

  it('while KMS is down: a remembered key serves for its five minutes and no longer', async () => {
    await forgetKeys();
    expect((await read()).status).toBe(200);
    world.faults.inject({ operation: 'Decrypt', lasting: true }, drop);
    world.instance.clock.advance(minutes(5) - 1_000);
    expect((await read()).status).toBe(200);
    world.instance.clock.advance(1_000);
    expectUnavailable(await read());
  });

  it('a remembered key opens nothing once its row is gone', async () => {
    await forgetKeys();
    expect((await read()).status).toBe(200);
    const row = await keyRow('coaching');
    await world.tables.remove(row);
    expect((await read()).status).toBe(410);
    expect((await read(world.engagementPath)).status).toBe(410);
    await world.tables.put(row);
    expect((await read()).status).toBe(200);
  });

  it('MI3: the key of one purpose does not pass for that of another', async () => {
    await forgetKeys();
    const [coaching, account] = [await keyRow('coaching'), await keyRow('account')];
    // KMS refuses both: the purpose is part of what the key was wrapped with, and so is its id.
    for (const keyId of [account.fields.keyId, coaching.fields.keyId]) {
      await world.tables.put({ ...coaching, fields: { ...account.fields, keyId } });
      expectUnavailable(await read());
    }
    await world.tables.put(coaching);
    expect((await read()).status).toBe(200);
  });

  it('MI3: a read for another purpose than the record’s is forbidden, whatever key is at hand', async () => {
    await forgetKeys();
    const claims = JSON.parse(Buffer.from(world.client.token.split('.')[1] ?? '', 'base64url').toString());
    const caller: Caller = {
      personId: world.client.personId,
      pool: 'clients',
      roles: ['client'],
      authTime: claims.auth_time,
      signInId: claims.origin_jti,
      organizationIds: [world.organization.organizationId],
    };
    const [engagementId, sessionId, noteId] = [2, 4, 6].map((at) => notePath.split('/').slice(1)[at] as string);
    const params = { engagementId, sessionId, noteId } as IdsOf<typeof note>;
    const open = (used: readonly Purpose[]) => {
      const route = { ...noteRoutes.readNote, purposes: used };
      return new Door(vaultOf(world.instance), { caller, routeName: 'readNote', route, params }).read(note, params);
    };
    expect((await open(['coaching'])).values.body).toBe(firstNote);
    const others = (Object.keys(purposes) as Purpose[]).filter((purpose) => purpose !== 'coaching');
    for (const purpose of others) {
      // What takes consent is asked for first; what may use the note needs a lens, and nobody has granted one.
      const lacksLens = usedBy(purpose).includes('coaching') ? 'erased' : 'forbidden';
      const type = needsConsent(purpose) ? 'consent-required' : lacksLens;
      await expect(open([purpose])).rejects.toMatchObject({ type });
    }
    await expect(open([])).rejects.toMatchObject({ type: 'forbidden' });
  });

  it('EN11: what was sealed before the wrapping key was rotated still opens, and so does what came after', async () => {
    const kms = new KMSClient(world.instance.awsConfig);
    const wrapped = (await keyRow('coaching')).fields.wrapped;
    await kms.send(new RotateKeyOnDemandCommand({ KeyId: world.instance.keys.wrapping }));
    await forgetKeys();
    expect((await read()).body).toMatchObject({ body: firstNote });
    expect((await keyRow('coaching')).fields.wrapped).toEqual(wrapped);
    expect(world.faults.count('Decrypt')).toBe(1);
    const after = await givenNote({ ...world, coach: world.client }, 'After the rotation.');
    expect((await read(after)).body).toMatchObject({ body: 'After the rotation.' });
  });

  it('EN10: functions are told where keys are, and hold none', () => {
    const ours = Object.entries(process.env).filter(([name]) => name.startsWith('COACHVAULT_'));
    const keys = ours.filter(([name]) => name.endsWith('_KEY'));
    expect(keys.map(([name]) => name).toSorted()).toEqual([
      'COACHVAULT_MAC_KEY',
      'COACHVAULT_SIGNING_KEY',
      'COACHVAULT_WRAPPING_KEY',
    ]);
    for (const [, value] of keys) expect(value).toMatch(/^arn:aws:kms:eu-central-1:\d{12}:key\/[\w-]+$/);
  });
});
