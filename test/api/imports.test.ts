import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { note } from '#/domain/data-map/entities/coaching.ts';
import type { SignedDocument } from '#/domain/proof/signed-document.ts';
import { type Files, givenFiles, recordsOf, textOf } from '#/test/support/copies.ts';
import { givenImport, importing, put, type ShownImport, sha256, zipOf } from '#/test/support/imports.ts';
import { objectsIn } from '#/test/support/objects.ts';
import {
  type Engagement,
  expectStatus,
  givenEngagement,
  givenMember,
  givenSession,
  type Person,
} from '#/test/support/people.ts';
import { givenSigner } from '#/test/support/signed.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

const written = ['session', 'note', 'goal', 'action', 'message'] as const;

describe('RI2: bringing a copy back', () => {
  let world: World;
  let engagement: Engagement;
  let client: Person;
  let files: Files;
  beforeAll(async () => {
    world = await givenSharedWorld();
    client = await givenMember(world.instance, world.organization, 'client');
    engagement = await givenEngagement(world.organization.organizationId, world.termsId, world.coach, client);
    const path = `/v1/engagements/${engagement.engagementId}`;
    const sessionId = await givenSession(engagement, new Date(world.instance.clock.now()).toISOString());
    const made = async (person: Person, place: string, body: object) =>
      expectStatus(await person.call('POST', `${path}/${place}`, { body }), 201);
    for (const visibility of ['participants', 'author'])
      await made(client, `sessions/${sessionId}/notes`, { body: `Mine, ${visibility}.`, visibility });
    await made(world.coach, `sessions/${sessionId}/notes`, { body: 'Shared.', visibility: 'participants' });
    await made(client, 'goals', { title: 'Speak up' });
    await made(world.coach, 'actions', { title: 'Ask one question' });
    await made(client, 'messages', { body: 'See you.' });
    files = await givenFiles(world.instance, client);
  });

  // All but one of these are about other things than the ten of a day.
  beforeEach(async () => {
    const counts = (await world.tables.scan('rights')).filter(({ entity }) => entity === 'request_register');
    for (const row of counts) await world.tables.put({ ...row, fields: { ...row.fields, count: 0 } });
  });

  const rowsOf = async (entity: string) =>
    (await world.tables.scan('coaching')).filter(
      (row) => row.entity === entity && row.pk.endsWith(engagement.engagementId),
    );
  const refusal = async (zip: Buffer<ArrayBuffer>, person: Person = client): Promise<ShownImport> => {
    const before = await world.tables.scan('coaching');
    const shown = await importing(world.instance, person, zip);
    expect(shown).toMatchObject({ state: 'refused', restored: [] });
    expect(await world.tables.scan('coaching')).toEqual(before);
    expect(await objectsIn(world.instance, 'exports', shown.importId)).toEqual([]);
    return shown;
  };
  const changed = (name: string, change: (text: string) => string): Files =>
    new Map(
      [...files].map(([each, content]) => [each, each === name ? Buffer.from(change(content.toString())) : content]),
    );

  it('restores what is missing as it was: a copy made afterwards holds the same', async () => {
    await world.tables.remove(...(await rowsOf('note')), ...(await rowsOf('goal')));
    const zip = zipOf(files);
    const shown = await importing(world.instance, client, zip);
    expect(shown.state).toBe('completed');
    expect(shown.restored).toEqual(
      expect.arrayContaining([
        { entity: 'note', found: 3, restored: 3 },
        { entity: 'goal', found: 1, restored: 1 },
        { entity: 'message', found: 1, restored: 0 },
      ]),
    );
    const after = await givenFiles(world.instance, client);
    for (const entity of written)
      expect(textOf(after, `records/${entity}.json`), entity).toBe(textOf(files, `records/${entity}.json`));
    const path = `/v1/engagements/${engagement.engagementId}/goals`;
    expect(expectStatus(await world.coach.call('GET', path), 200)).toMatchObject({ items: [{ title: 'Speak up' }] });
    expect(await objectsIn(world.instance, 'exports', shown.importId)).toEqual([]);
  });

  it('leaves what is there alone, and repeated changes nothing', async () => {
    const before = await world.tables.scan('coaching');
    const shown = await importing(world.instance, client, zipOf(files));
    expect(shown.state).toBe('completed');
    expect(shown.restored.every(({ restored }) => restored === 0)).toBe(true);
    expect(await world.tables.scan('coaching')).toEqual(before);
  });

  it('brings nothing back that gives rights or proves something', async () => {
    const shown = await importing(world.instance, client, zipOf(files));
    expect(shown.restored.map(({ entity }) => entity).sort()).toEqual([...written].sort());
  });

  it.each<[string, () => Files, string, string]>([
    [
      'a changed record',
      () => changed('records/note.json', (text) => text.replace('Shared.', 'Sheared')),
      'records/note.json',
      'wrong_hash',
    ],
    [
      'a changed file that would not come back',
      () => changed('records/person.csv', (text) => `${text}x`),
      'records/person.csv',
      'wrong_hash',
    ],
    [
      'a missing file',
      () => new Map([...files].filter(([name]) => name !== 'records/goal.json')),
      'records/goal.json',
      'missing',
    ],
    [
      'a file that is not listed',
      () => new Map([...files, ['records/virus.exe', Buffer.from('MZ')]]),
      'records/virus.exe',
      'unlisted',
    ],
    [
      'a file whose name is none of ours',
      () => new Map([...files, ['anna weeps.txt', Buffer.from('x')]]),
      'another file',
      'unlisted',
    ],
    [
      'no manifest',
      () => new Map([...files].filter(([name]) => name !== 'manifest.json')),
      'manifest.json',
      'no_manifest',
    ],
    [
      'a manifest changed by a character',
      () => changed('manifest.json', (text) => text.replace('"bytes":', '"bytes" :')),
      'manifest.json',
      'manifest_not_ours',
    ],
    [
      'a manifest of another instance',
      () => changed('manifest.json', (text) => text.replace('"instance":"eu"', '"instance":"na"')),
      'manifest.json',
      'another_instance',
    ],
    [
      'a file that unpacks to a thousand times its size',
      () => new Map([...files, ['records/person.csv', Buffer.alloc(5_000_000)]]),
      'records/person.csv',
      'wrong_hash',
    ],
    [
      'a manifest that unpacks to a thousand times its size',
      () => new Map([...files, ['manifest.json', Buffer.alloc(9_000_000)]]),
      'manifest.json',
      'no_manifest',
    ],
  ])('refuses %s as a whole, and says which file and why', async (_, given, file, reason) => {
    const { faults } = await refusal(zipOf(given()));
    expect(faults).toContainEqual(expect.objectContaining({ file, reason }));
  });

  it('refuses a manifest that somebody else signed', async () => {
    const { document } = JSON.parse(textOf(files, 'manifest.json')) as SignedDocument;
    const forged = changed('manifest.json', () => givenSigner().file(document));
    const { faults } = await refusal(zipOf(forged));
    expect(faults).toEqual([{ file: 'manifest.json', reason: 'manifest_not_ours' }]);
  });

  it('refuses the copy of somebody else', async () => {
    const other = await givenMember(world.instance, world.organization, 'client');
    const { faults } = await refusal(zipOf(files), other);
    expect(faults).toEqual([{ file: 'manifest.json', reason: 'another_person' }]);
  });

  it('refuses what is no ZIP, and what was never uploaded', async () => {
    expect((await refusal(Buffer.from('not a zip at all'))).faults).toEqual([{ file: 'upload', reason: 'not_a_zip' }]);
    const { importId } = await givenImport(client, zipOf(files));
    expectStatus(await client.call('POST', `/v1/me/imports/${importId}/start`), 202);
    await world.instance.settled();
    const shown = expectStatus(await client.call('GET', `/v1/me/imports/${importId}`), 200);
    expect(shown).toMatchObject({ state: 'refused', faults: [{ file: 'upload', reason: 'not_uploaded' }] });
  });

  it('takes exactly the bytes that were announced, at most 256 MiB of them', async () => {
    const person = await givenMember(world.instance, world.organization, 'client');
    const zip = zipOf(files);
    const begun = await givenImport(person, zip);
    expect(await put(begun, Buffer.concat([zip, Buffer.from('x')]))).toBe(403);
    expect(await put(begun, Buffer.from(zip).fill(0, 0, 1))).not.toBe(200);
    const tooLarge = { bytes: 256 * 1024 * 1024 + 1, sha256: sha256(zip) };
    expectProblem(await person.call('POST', '/v1/me/imports', { body: tooLarge }), 'invalid-request', 'body.bytes');
  });

  it('is for its person alone, and is started once', async () => {
    const [person, other] = [await givenMember(world.instance, world.organization, 'client'), world.client];
    const { importId } = await givenImport(person, zipOf(files));
    for (const call of [
      ['GET', ''],
      ['POST', '/start'],
    ] as const)
      expectProblem(await other.call(call[0], `/v1/me/imports/${importId}${call[1]}`), 'not-found');
    expectStatus(await person.call('POST', `/v1/me/imports/${importId}/start`), 202);
    expectProblem(await person.call('POST', `/v1/me/imports/${importId}/start`), 'conflict');
  });

  it('counts among the ten requests of a day', async () => {
    const person = await givenMember(world.instance, world.organization, 'client');
    const zip = zipOf(files);
    const begun = await Promise.all(Array.from({ length: 4 }, () => givenImport(person, zip)));
    for (let count = begun.length; count < 10; count++) await givenImport(person, zip);
    const body = { bytes: zip.length, sha256: sha256(zip) };
    expectProblem(await person.call('POST', '/v1/me/imports', { body }), 'too-many-requests');
  });

  it('writes sealed rows: nothing of a restored note can be read in its table', async () => {
    expect(recordsOf(files, note.name).length).toBe(3);
    expect(JSON.stringify(await rowsOf('note'))).not.toContain('Mine');
  });
});
