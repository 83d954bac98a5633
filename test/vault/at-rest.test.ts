import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { fieldNames, isSealed, shapeOf } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { stores } from '#/domain/data-map/stores.ts';
import { idKinds } from '#/domain/ids.ts';
import { invitationTo } from '#/local/run/read-outbox.ts';
import { refuseWith } from '#/test/support/faults.ts';
import type { ApiCall } from '#/test/support/instance.ts';
import { givenSession, type Person } from '#/test/support/people.ts';
import { idsIn } from '#/vault/records.ts';
import { givenNote, givenWorld, type World } from './given-world.ts';
import type { StoredRow } from './raw-tables.ts';
import { findWritten } from './written-files.ts';

/** Words that appear nowhere but in what people wrote. */
const written = {
  displayName: 'Wanda Kwiatkowska-Ødegård',
  note: 'Quarrels with Ottilie-Canary about the merger.',
  privateNote: 'I doubt the Zanzibar-Canary plan.',
  revised: 'Made peace with Heliodor-Canary.',
  message: 'Bring the Cerulean-Canary folder.',
  goal: 'Speak up at the Trondheim-Canary board',
  description: 'Without the Vermilion-Canary voice.',
  action: 'Call Bartholomew-Canary',
  topic: 'The Obsidian-Canary topic',
  place: 'Room Quokka-Canary 12',
  agreement: 'We meet in Patagonia-Canary.',
  focus: 'Less of the Marmalade-Canary habit',
  organization: 'Ardent-Canary Works',
  terms: 'Peregrine-Canary terms',
  refused: 'Sent to nowhere: Saffron-Canary',
  query: 'FuchsiaCanary',
};

describe('EN7: after real use', () => {
  let world: World;
  let rows: StoredRow[];

  /** Calls as somebody does, and insists on success. */
  const succeeding = (person: Person) => async (method: string, path: string, request?: ApiCall) => {
    const answer = await person.call(method, path, request);
    expect([200, 201, 202], `${method} ${path}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
    return answer;
  };

  async function useEverything(): Promise<void> {
    const { engagementPath, notesPath, instance, engagement, organization } = world;
    const [coach, client] = [succeeding(world.coach), succeeding(world.client)];
    const admin = succeeding(organization.admin);
    const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
    const profile = { displayName: written.displayName, locale: 'pl', timeZone: 'Europe/Oslo' };
    await client('PATCH', '/v1/me', { body: profile, headers: ifMatch(1) });
    const note = await givenNote(world, written.note);
    await coach('PATCH', note, { body: { body: written.revised }, headers: ifMatch(1) });
    await client('POST', notesPath, { body: { body: written.privateNote, visibility: 'author' } });
    await client('POST', `${engagementPath}/messages`, { body: { body: written.message } });
    const goal = { title: written.goal, description: written.description, targetDate: '2027-01-31' };
    const set = await client('POST', `${engagementPath}/goals`, { body: goal });
    const { goalId } = set.body as { goalId: string };
    await coach('POST', `${engagementPath}/actions`, { body: { title: written.action, goalId } });
    const startsAt = new Date(instance.clock.now()).toISOString();
    const session = { startsAt, durationMinutes: 30, topic: written.topic, place: written.place };
    await coach('POST', `${engagementPath}/sessions`, { body: session });
    await givenSession(engagement, startsAt);
    await coach('POST', `${engagementPath}/agreements`, { body: { text: written.agreement } });
    await coach('PATCH', engagementPath, { body: { focus: written.focus }, headers: ifMatch(4) });
    const path = `/v1/organizations/${organization.organizationId}`;
    await admin('PATCH', path, { body: { name: written.organization }, headers: ifMatch(1) });
    const terms = { title: written.terms, text: written.terms, sponsorSees: [] };
    await admin('POST', `${path}/programme-terms`, { body: terms });
    for (const list of ['goals', 'actions', 'messages', 'sessions', 'agreements']) {
      await client('GET', `${engagementPath}/${list}`);
    }
  }

  /** Requests that end badly, each with words that must not get into a log with it. */
  async function failInEveryWay(): Promise<void> {
    const { coach, notesPath, faults } = world;
    const body = { body: written.refused, visibility: 'participants' };
    await coach.call('POST', notesPath, { body: { ...body, visibility: written.refused } });
    await coach.call('POST', notesPath, { body: { ...body, [written.refused]: written.refused } });
    await coach.call('GET', `${notesPath}?cursor=${written.query}`);
    await coach.call('GET', `${notesPath}/${written.query}`);
    await coach.call('POST', notesPath, { body, headers: { 'if-match': written.query } });
    await world.instance.call('GET', '/v1/me', { token: written.query });
    // DynamoDB's own messages quote items; so do these, and they look like places in code, too.
    for (const operation of ['TransactWriteItems', 'BatchGetItem', 'PutItem']) {
      const quoting = `One or more values are invalid\n    at ${written.query} (/var/task/index.mjs:1:2)\n${written.refused}`;
      faults.inject({ operation, lasting: true }, refuseWith(400, 'ValidationException', { message: quoting }));
      expect((await coach.call('POST', notesPath, { body })).status).toBe(503);
      faults.clear();
    }
  }

  const secrets = (): string[] => {
    const { operator, coach, client, sponsor, organization, instance } = world;
    const people = [operator, coach, client, sponsor, organization.admin];
    const mails = instance
      .mails()
      .flatMap(({ to }) => invitationTo(instance.folder.at('outbox'), to)?.temporaryPassword ?? []);
    const own = people.flatMap(({ email, password, totpSecret }) => [email, password, totpSecret ?? '']);
    const tokens = people.flatMap(({ token, refreshToken }) => [token.split('.')[2] ?? '', refreshToken]);
    return [...own, ...tokens, ...mails].filter((text): text is string => Boolean(text));
  };

  beforeAll(async () => {
    world = await givenWorld();
    await useEverything();
    await failInEveryWay();
    rows = await world.tables.all();
  });

  it('EN7 MO13: no file but the outbox holds a written word, an address, a password or a token', () => {
    const folder = world.instance.folder.path;
    const texts = [...Object.values(written), ...secrets()];
    expect(texts.length).toBeGreaterThan(30);
    expect(findWritten(folder, texts, ['outbox'])).toEqual([]);
    // The search finds what is there: the addresses in the outbox, and ids in the database.
    expect(findWritten(folder, [world.client.email]).length).toBeGreaterThan(0);
    expect(findWritten(folder, [world.client.personId], ['outbox']).join()).toContain('dynamodb.sqlite');
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['cognito.sqlite', 'kms.sqlite', 'logs', 'outbox']));
  });

  it('MO13: every request left a line in the log, the failed ones with names of errors only', () => {
    const logs = findWritten(world.instance.folder.at('logs'), ['"status":503', '"fault"', 'DynamoDBServiceException']);
    expect(logs.length).toBeGreaterThanOrEqual(2);
  });

  it('EN7: no row holds a written word in any of its values', () => {
    const text = JSON.stringify(rows, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    for (const word of [...Object.values(written), ...secrets()]) expect(text).not.toContain(word);
    for (const word of ['Canary', 'Wanda', 'people.example', 'Europe/Oslo']) expect(text).not.toContain(word);
  });

  it('MI1: every row is an entity of the data map or a pointer to one, with fields as the map has them', () => {
    const byName = new Map(entities.map((entity) => [entity.name, entity]));
    for (const { entity: name, fields, store, ttl, ...row } of rows) {
      const entity = byName.get(name.replace(/_pointer$/, ''));
      if (!entity) throw new Error(`The data map has no ${name}.`);
      expect(store).toBe(entity.store);
      // Whose rights reach it: a person, an organisation or the instance itself.
      expect(row.subject, name).toMatch(/^eu(\.(person|organization)_[0-9A-Z]{26})?$/);
      if (name.endsWith('_pointer')) {
        expect(fields).toEqual({});
        continue;
      }
      const readable = shapeOf(entity.fields);
      const hidden = fieldNames(entity, 'sealed');
      const shape = Object.fromEntries(Object.entries(readable).filter(([field]) => !hidden.includes(field)));
      expect(z.strictObject(shape).safeParse(fields).error, `${name} ${row.sk}`).toBeUndefined();
      expect(Boolean(row.sealed && row.keyId && row.subject)).toBe(isSealed(entity));
      if (entity.retention.from === 'created' && stores[entity.store].ttl) expect(ttl, name).toBeGreaterThan(0);
    }
    // Every other entity is planted, found and erased in test/api/erasure-everything.test.ts.
    const found = new Set(rows.map(({ entity }) => entity));
    const core = [
      'person',
      'email_claim',
      'engagement',
      'agreement',
      'session',
      'note',
      'goal',
      'action',
      'message',
      'outbox_event',
    ];
    expect([...found]).toEqual(expect.arrayContaining(core));
  });

  it('CC8: ids are random and say nothing but the instance and the kind', () => {
    const ulid = '[0-7][0-9A-HJKMNP-TV-Z]{25}';
    const opaque = new RegExp(`^(eu|eu\\.staff|eu\\.(${[...idKinds, 'access', 'event'].join('|')})_${ulid})$`);
    // What tells rows apart that is no id: what figures need of a log is its day and kind.
    const others = new Set([
      'pool',
      'emailIndex',
      'copy',
      'signInId',
      'purpose',
      'route',
      'keyHash',
      'logId',
      'role',
      'what',
    ]);
    const byName = new Map(entities.map((entity) => [entity.name, entity]));
    for (const row of rows) {
      const entity = byName.get(row.entity);
      for (const [name, id] of Object.entries(entity ? idsIn(entity.key, row) : {})) {
        if (!others.has(name)) expect(id, `${row.entity}.${name}`).toMatch(opaque);
      }
    }
    const indexes = rows.filter(({ entity }) => entity === 'email_claim').map(({ pk }) => pk.split('#').at(-1));
    expect(new Set(indexes).size).toBe(indexes.length);
    for (const index of indexes) expect(index).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('EN7: an address is found by its keyed hash, the same in every spelling, and not without the key', async () => {
    const { admin, organizationId } = world.organization;
    const claims = async () => (await world.tables.scan('directory')).filter(({ entity }) => entity === 'email_claim');
    const earlier = await claims();
    const body = { email: `  ${world.client.email.toUpperCase()} `, role: 'client' };
    const answer = await admin.call('POST', `/v1/organizations/${organizationId}/members`, { body });
    expect(answer.status).toBe(202);
    expect(await claims()).toHaveLength(earlier.length);
  });
});
