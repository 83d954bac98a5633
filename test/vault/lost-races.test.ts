import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { beforeSending, tear } from '#/test/support/faults.ts';
import { givenMember, type Person } from '#/test/support/people.ts';
import { givenNote, givenWorld, type World } from './given-world.ts';
import type { StoredRow } from './raw-tables.ts';
import { changesBetween, writtenRows } from './writes.ts';

const note = { body: { body: 'Too late.', visibility: 'participants' } } as const;

describe('a write that lost its race', () => {
  let world: World;
  const put: StoredRow[] = [];
  beforeAll(async () => {
    world = await givenWorld();
  });
  afterEach(async () => {
    world.faults.clear();
    for (const row of put.splice(0)) await world.tables.put(row);
  });

  const keyOf = (subject: string, purpose = 'coaching') =>
    world.tables.one('keys', ({ pk, sk }) => pk.endsWith(subject) && sk === `key#${purpose}`);
  const engagementRow = () => world.tables.one('directory', ({ entity }) => entity === 'engagement');
  const membershipOf = ({ personId }: Person) =>
    world.tables.one('directory', ({ entity, pk }) => entity === 'membership' && pk.endsWith(personId));
  const withFields = (row: StoredRow, fields: object): StoredRow => ({ ...row, fields: { ...row.fields, ...fields } });

  /** Lets something happen between the gate and the transaction of the next request; what it changes is put back. */
  function meanwhile(row: StoredRow, happening: () => Promise<unknown>): void {
    put.push(row);
    world.faults.inject({ operation: 'TransactWriteItems' }, beforeSending(happening));
  }

  /** Every write of a participant: nothing of it may be there afterwards, and nothing of its text be answered. */
  async function expectNothingWritten(person: Person, status: number): Promise<void> {
    const earlier = await writtenRows(world);
    const answer = await person.call('POST', world.notesPath, {
      ...note,
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toContain('Too late');
    const changes = changesBetween(earlier, await writtenRows(world));
    expect(changes.filter((change) => change.startsWith('+'))).toEqual([]);
    expect(changes.length).toBe(1);
  }

  it('against the destruction of the key leaves nothing and says that the record is erased', async () => {
    for (const person of [world.coach, world.client]) {
      const key = await keyOf(world.client.personId);
      meanwhile(key, () => world.tables.remove(key));
      await expectNothingWritten(person, 410);
      await world.tables.put(key);
      world.faults.clear();
    }
  });

  it('against a new key in the place of the destroyed one leaves nothing either', async () => {
    const key = await keyOf(world.client.personId);
    meanwhile(key, () => world.tables.put(withFields(key, { keyId: 'AAAAAAAAAAAAAAAAAAAAAA' })));
    await expectNothingWritten(world.coach, 410);
  });

  it('IA22: against the end of the engagement leaves nothing', async () => {
    for (const person of [world.coach, world.client]) {
      const row = await engagementRow();
      meanwhile(row, () => world.tables.put(withFields(row, { status: 'ended' })));
      await expectNothingWritten(person, 404);
      await world.tables.put(row);
      world.faults.clear();
    }
  });

  it('IA22: against the end of the coach’s membership leaves nothing', async () => {
    const row = await membershipOf(world.coach);
    meanwhile(row, () => world.tables.put(withFields(row, { status: 'deactivated' })));
    await expectNothingWritten(world.coach, 404);
  });

  it('a revision that lost against the destruction of the key leaves the old version, for nobody to open', async () => {
    const path = await givenNote(world);
    const key = await keyOf(world.client.personId);
    meanwhile(key, () => world.tables.remove(key));
    const revision = { body: { body: 'Too late.' }, headers: { 'if-match': '"1"' } };
    expect((await world.coach.call('PATCH', path, revision)).status).toBe(410);
    await world.tables.put(key);
    expect((await world.coach.call('GET', path)).body).toMatchObject({ version: 1 });
  });

  it('an invitation by somebody who is no administrator any more makes nobody', async () => {
    const { admin, organizationId } = world.organization;
    const row = await membershipOf(admin);
    meanwhile(row, () => world.tables.put(withFields(row, { status: 'deactivated' })));
    const earlier = await writtenRows(world);
    const body = { email: 'late@people.example', role: 'client' };
    expect((await admin.call('POST', `/v1/organizations/${organizationId}/members`, { body })).status).toBe(404);
    expect(changesBetween(earlier, await writtenRows(world))).toEqual(['~membership +0']);
    expect(world.instance.mails().some(({ to }) => to === body.email)).toBe(false);
  });

  it('an engagement by somebody who coaches there no more makes nobody', async () => {
    const row = await membershipOf(world.coach);
    meanwhile(row, () => world.tables.put(withFields(row, { status: 'deactivated' })));
    const earlier = await writtenRows(world);
    const { organizationId } = world.organization;
    const body = { organizationId, termsId: world.termsId, clientEmail: 'late@people.example', focus: 'Late' };
    expect((await world.coach.call('POST', '/v1/engagements', { body })).status).toBe(404);
    expect(changesBetween(earlier, await writtenRows(world))).toEqual(['~membership +0']);
  });

  describe('a torn batch', () => {
    const isNote = (key: string): boolean => key.includes('|note#');
    /** Grants of long ago: nothing in this instance is as young as the last two seconds. */
    const later = () => world.instance.clock.advance(3_000);
    const changed = (row: StoredRow, fields: object): StoredRow => {
      const at = world.instance.clock.now();
      return { ...withFields(row, fields), updatedAt: at, version: row.version + 1 };
    };

    it('that saw a note before its reader was let in again, and the new grant after, does not show what the note said', async () => {
      const path = await givenNote(world, 'Meant for other eyes.');
      later();
      const membership = await membershipOf(world.coach);
      await world.tables.put(withFields(membership, { status: 'deactivated' }));
      put.push(membership);
      // Between the two parts the client's note is rewritten, and only then does the coach get access again.
      const between = async () => {
        const revision = { body: { body: 'Fit for all.', visibility: 'participants' }, headers: { 'if-match': '"1"' } };
        await world.tables.put(membership);
        expect((await world.coach.call('PATCH', path, revision)).status).toBe(200);
        await world.tables.put(changed(membership, { status: 'active' }));
      };
      world.faults.inject({ operation: 'BatchGetItem' }, tear(isNote, between));
      const read = await world.coach.call('GET', path);
      expect(read.body).toMatchObject({ body: 'Fit for all.', version: 2 });
    });

    it('that saw the old record before a withdrawal and the new key after it opens nothing', async () => {
      const path = await givenNote(world, 'Withdrawn meanwhile.');
      later();
      const key = await keyOf(world.client.personId);
      put.push(key);
      const between = async () => {
        await world.tables.remove(key);
        await world.tables.put(changed(key, { keyId: 'BBBBBBBBBBBBBBBBBBBBBB' }));
      };
      world.faults.inject({ operation: 'BatchGetItem' }, tear(isNote, between));
      const read = await world.coach.call('GET', path);
      expect([410, 503]).toContain(read.status);
      expect(JSON.stringify(read.body)).not.toContain('Withdrawn');
    });

    it('that saw the relation before and the records after its end shows no more than was there before', async () => {
      const path = await givenNote(world, 'As it was.');
      later();
      const row = await engagementRow();
      put.push(row);
      const end = () => world.tables.put(changed(row, { status: 'ended' }));
      world.faults.inject(
        { operation: 'BatchGetItem' },
        tear((key) => !isNote(key), end),
      );
      expect((await world.coach.call('GET', path)).status).toBe(200);
      // The next request begins after the end: it is refused whatever the process remembers.
      expect((await world.coach.call('GET', path)).status).not.toBe(200);
    });

    it('a list that was read before a grant is read again', async () => {
      const path = await givenNote(world, 'Only later for you.');
      later();
      const membership = await membershipOf(world.coach);
      const noteRow = await world.tables.one('coaching', ({ sk }) => sk.endsWith(String(path.split('/').at(-1))));
      put.push(membership, noteRow);
      await world.tables.put(withFields(membership, { status: 'deactivated' }));
      const regrant = async () => {
        await world.tables.remove(noteRow);
        await world.tables.put(changed(membership, { status: 'active' }));
      };
      let listed: () => void = () => undefined;
      const hasListed = new Promise<void>((resolve) => {
        listed = resolve;
      });
      world.faults.inject({ operation: 'Query' }, async (_, send) => {
        const reply = await send();
        listed();
        return reply;
      });
      world.faults.inject(
        { operation: 'BatchGetItem' },
        beforeSending(() => hasListed.then(regrant)),
      );
      const list = await world.coach.call('GET', world.notesPath);
      expect(list.status).toBe(200);
      expect(JSON.stringify(list.body)).not.toContain('Only later for you.');
      expect(world.faults.count('Query')).toBe(2);
    });
  });

  it('a person who is only invited meanwhile does not come twice', async () => {
    const email = 'both.at.once@people.example';
    const { admin, organizationId } = world.organization;
    const invite = () =>
      admin.call('POST', `/v1/organizations/${organizationId}/members`, { body: { email, role: 'client' } });
    const people = async () =>
      (await world.tables.scan('directory')).filter(({ entity }) => entity === 'person').length;
    const before = await people();
    const answers = await Promise.all([invite(), invite(), invite()]);
    for (const { status } of answers) expect([202, 409]).toContain(status);
    expect(await people()).toBe(before + 1);
    expect(answers.some(({ status }) => status === 202)).toBe(true);
    // One that comes after another is an invitation once more, and has its mail.
    const invited = answers.filter(({ status }) => status === 202);
    expect(world.instance.mails().filter(({ to }) => to === email)).toHaveLength(invited.length);
    expect(await givenMember(world.instance, world.organization, 'client')).toBeDefined();
  });
});
