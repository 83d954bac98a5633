import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnsOf, copiedEntities, copySchema } from '#/domain/rights/copy/contents.ts';
import { givenConsent } from '#/test/support/consents.ts';
import {
  download,
  filesIn,
  givenCopy,
  givenFiles,
  givenLink,
  recordsOf,
  takePiece,
  textOf,
} from '#/test/support/copies.ts';
import { faultsOf } from '#/test/support/documents.ts';
import { objectsIn } from '#/test/support/objects.ts';
import {
  expectStatus,
  givenEngagement,
  givenMember,
  givenRefreshed,
  givenSession,
  givenSignedInAgain,
  type Person,
} from '#/test/support/people.ts';
import { givenConfirmed, givenRequest, onRequest, readRequest } from '#/test/support/requests.ts';
import { givenWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

const hourMs = 3_600_000;

describe('the copy of a person’s data', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenWorld();
  });
  const newPerson = (): Promise<Person> => givenMember(world.instance, world.organization, 'client');

  /** A client with a session and notes, the coach's own and a shared one. */
  const givenNotes = async (coach = world.coach) => {
    const client = await newPerson();
    const engagement = await givenEngagement(world.organization.organizationId, world.termsId, coach, client);
    const sessionId = await givenSession(engagement, new Date(world.instance.clock.now()).toISOString());
    const path = `/v1/engagements/${engagement.engagementId}/sessions/${sessionId}`;
    const write = (body: string, visibility: string) =>
      coach.call('POST', `${path}/notes`, { body: { body, visibility } });
    expectStatus(await write('Shared with the client.', 'participants'), 201);
    expectStatus(await write('For the coach alone.', 'author'), 201);
    return { client, path, engagement };
  };

  it('RI1 RI2: has every entity as JSON and CSV with its schema, a summary, and a manifest with the hash of each file', async () => {
    const { client } = await givenNotes();
    const files = await givenFiles(world.instance, client);
    for (const entity of copiedEntities) {
      const records = recordsOf(files, entity.name);
      for (const record of records)
        expect(copySchema(entity).safeParse(record).error?.issues, entity.name).toBeUndefined();
      const [header] = textOf(files, `records/${entity.name}.csv`).split('\r\n');
      expect(header, entity.name).toBe(columnsOf(entity).join(','));
      expect(JSON.parse(textOf(files, `schemas/${entity.name}.schema.json`))).toMatchObject({
        title: entity.name,
        type: 'array',
      });
    }
    const manifest = textOf(files, 'manifest.json');
    expect(await faultsOf(world.instance, { status: 200, mediaType: null, text: manifest })).toEqual([]);
    const { document } = JSON.parse(manifest) as {
      document: { parts: { name: string; sha256: string; bytes: number }[] };
    };
    expect(document.parts.map(({ name }) => name).sort()).toEqual(
      [...files.keys()].filter((name) => name !== 'manifest.json').sort(),
    );
    for (const { name, sha256, bytes } of document.parts) {
      const content = files.get(name) ?? Buffer.alloc(0);
      expect([createHash('sha256').update(content).digest('hex'), content.length], name).toEqual([sha256, bytes]);
    }
  });

  it('RI1: holds what others wrote for the person, and nothing that a coach wrote for themselves alone', async () => {
    const { client } = await givenNotes();
    const files = await givenFiles(world.instance, client);
    expect(recordsOf(files, 'note').map(({ body }) => body)).toEqual(['Shared with the client.']);
    for (const [name, content] of files) expect(content.toString(), name).not.toContain('For the coach alone.');
    const { document } = JSON.parse(textOf(files, 'manifest.json')) as {
      document: { withheld: unknown[]; redacted: unknown[] };
    };
    expect(document.withheld).toMatchObject([{ entity: 'note', count: 1, why: expect.any(String) }]);
    expect(document.redacted).toContainEqual(expect.objectContaining({ entity: 'engagement', field: 'coachId' }));
    expect(JSON.stringify(recordsOf(files, 'engagement'))).not.toContain(world.coach.personId);
  });

  it('has what a coach wrote about clients, as far as they may still read it, and nothing that others wrote', async () => {
    const coach = await givenMember(world.instance, world.organization, 'coach');
    const [on, over] = [await givenNotes(coach), await givenNotes(coach)];
    expectStatus(
      await on.client.call('POST', `${on.path}/notes`, {
        body: { body: 'By the client.', visibility: 'participants' },
      }),
      201,
    );
    expectStatus(await coach.call('POST', `/v1/engagements/${over.engagement.engagementId}/end`), 204);
    const files = await givenFiles(world.instance, coach);
    const notes = JSON.parse(textOf(files, 'authored/note.json')) as { body: string; engagementId: string }[];
    expect(notes.map(({ body }) => body).sort()).toEqual(['For the coach alone.', 'Shared with the client.']);
    expect(new Set(notes.map(({ engagementId }) => engagementId))).toEqual(new Set([on.engagement.engagementId]));
    expect(recordsOf(files, 'note')).toEqual([]);
    expect(textOf(files, 'summary.html')).toContain('note: 2');
    const accesses = expectStatus(await on.client.call('GET', '/v1/me/transparency/accesses?limit=100'), 200);
    expect(JSON.stringify(accesses)).toContain('service:exports');
  });

  it('has the recordings of the person, byte for byte', async () => {
    const { client, path } = await givenNotes();
    for (const person of [client, world.coach]) await givenConsent(person, 'session_recording');
    const begun = await world.coach.call('POST', `${path}/recordings`, {
      body: { justificationId: 'REC-2026001', mediaType: 'audio/ogg' },
    });
    const recordingId = String(expectStatus(begun, 201).recordingId);
    const sound = [randomBytes(200_000), randomBytes(1_000)];
    for (const [index, bytes] of sound.entries()) {
      const token = world.coach.token;
      expectStatus(
        await world.instance.call('PUT', `${path}/recordings/${recordingId}/parts/${index + 1}`, { token, bytes }),
        200,
      );
    }
    const files = await givenFiles(world.instance, client);
    expect(files.get(`objects/recording/${recordingId}.ogg`)?.equals(Buffer.concat(sound))).toBe(true);
  });

  it('RI2: a cell that a spreadsheet would run as a formula is a text', async () => {
    const { client, engagement } = await givenNotes();
    const title = '=HYPERLINK("https://attacker.example","Click")';
    expectStatus(
      await client.call('POST', `/v1/engagements/${engagement.engagementId}/goals`, { body: { title } }),
      201,
    );
    const files = await givenFiles(world.instance, client);
    expect(textOf(files, 'records/goal.csv')).not.toMatch(/(^|,|")[=+@-]HYPERLINK/m);
    expect(textOf(files, 'records/goal.csv')).toContain("'=HYPERLINK");
    expect(recordsOf(files, 'goal')).toMatchObject([{ title }]);
  });

  it('RI8: has a summary on one page without any script', async () => {
    const { client } = await givenNotes();
    const page = textOf(await givenFiles(world.instance, client), 'summary.html');
    expect(page).toContain('<td>note</td><td>1</td>');
    expect(page).not.toContain('<script');
  });

  it('lies sealed in its bucket: nothing of it can be read there', async () => {
    const { client } = await givenNotes();
    const { requestId } = await givenCopy(world.instance, client);
    expect((await objectsIn(world.instance, 'exports', requestId)).length).toBeGreaterThan(0);
    const shown = await readRequest(client, { requestId });
    expect(shown).toMatchObject({ state: 'completed', copy: { pieces: 2, expiresAt: expect.any(String) } });
  });

  it('RI13: is handed over once, and then gone', async () => {
    const person = await newPerson();
    const request = await givenCopy(world.instance, person);
    const link = await givenLink(person, request);
    expect((await filesIn(await download(person, link))).has('manifest.json')).toBe(true);
    expectProblem(await takePiece(person, link, 1), 'link-used');
    expectProblem(await person.call('GET', `/v1/me/deliveries/${link.deliveryId}`), 'link-used');
    expectProblem(await onRequest(person, request, 'link'), 'link-used');
    expect(await objectsIn(world.instance, 'exports', request.requestId)).toEqual([]);
  });

  it('RI13: of many who ask for a piece at once, one gets it', async () => {
    const person = await newPerson();
    const link = await givenLink(person, await givenCopy(world.instance, person));
    const answers = await Promise.all(Array.from({ length: 6 }, () => takePiece(person, link, 1)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410, 410]);
  });

  it('RI13: is for nobody who was not told the proof, and for nobody else', async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    const link = await givenLink(person, await givenCopy(world.instance, person));
    expectProblem(await takePiece(person, { ...link, proof: randomBytes(32).toString('base64url') }, 1), 'not-found');
    expectProblem(await takePiece(other, link, 1), 'not-found');
    expectProblem(await takePiece(person, link, 2), 'link-used');
    expectStatus(await takePiece(person, link, 1), 200);
    const rows = await world.tables.scan('rights');
    expect(JSON.stringify(rows)).not.toContain(link.proof);
  });

  it('a new link ends the one before it', async () => {
    const person = await newPerson();
    const request = await givenCopy(world.instance, person);
    const [first, second] = [await givenLink(person, request), await givenLink(person, request)];
    expectProblem(await takePiece(person, first, 1), 'link-used');
    expectStatus(await takePiece(person, second, 1), 200);
  });

  it('there is none for a request that is not confirmed', async () => {
    const person = await newPerson();
    expectProblem(await onRequest(person, await givenRequest(person, { kind: 'access' }), 'link'), 'not-found');
  });

  it('refused by the office meanwhile is not handed over', async () => {
    const person = await newPerson();
    const { requestId } = await givenConfirmed(person, { kind: 'access' });
    const row = await world.tables.one('rights', ({ sk }) => sk === `request#${requestId}`);
    await world.tables.put({ ...row, fields: { ...row.fields, state: 'refused', refusal: 'excessive', closedAt: 1 } });
    await world.instance.settled();
    expectProblem(await onRequest(person, { requestId }, 'link'), 'not-found');
    expect(await objectsIn(world.instance, 'exports', requestId)).toEqual([]);
  });

  // The clock goes on from here, and leaves the others' tokens behind.
  it('RI13: takes a fresh sign-in to be linked, and is gone after 24 hours', async () => {
    const { client: person } = world;
    const request = await givenCopy(world.instance, person);
    const link = await givenLink(person, request);
    world.instance.clock.advance(6 * 60_000);
    const later = await givenRefreshed(world.instance, person);
    expectProblem(await onRequest(later, request, 'link'), 'sign-in-too-old');
    world.instance.clock.advance(23.8 * hourMs);
    const almost = await givenSignedInAgain(world.instance, person);
    expectStatus(await almost.call('GET', `/v1/me/deliveries/${link.deliveryId}`), 200);
    world.instance.clock.advance(0.3 * hourMs);
    const after = await givenSignedInAgain(world.instance, person);
    expectProblem(await takePiece(after, link, 1), 'link-used');
    await world.instance.settled();
    expect(await objectsIn(world.instance, 'exports', request.requestId)).toEqual([]);
    expect(await readRequest(after, request)).toMatchObject({ state: 'completed', copy: null });
  });
});
