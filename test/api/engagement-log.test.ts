import { beforeAll, describe, expect, it } from 'vitest';
import { engagementLog } from '#/domain/data-map/entities/statistics.ts';
import type { LogLine } from '#/domain/statistics/people.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  expectStatus,
  givenEngagement,
  givenMember,
  givenPair,
  givenProgramme,
  givenSession,
  givenStaff,
  type Person,
  type Programme,
  vaultOf,
} from '#/test/support/people.ts';
import { type RawTables, rawTables, type StoredRow } from '#/test/vault/raw-tables.ts';
import { personEpoch } from '#/vault/epochs.ts';
import { openRows } from '#/vault/errand.ts';
import { linesOn } from '#/vault/participation.ts';
import { rowFound } from '#/vault/subject-rows.ts';
import type { Vault } from '#/vault/vault.ts';

const dayMs = 86_400_000;
const start = Date.parse('2027-01-10T09:00:00Z');
const today = '2027-01-10';

let instance: GivenInstance;
let vault: Vault;
let tables: RawTables;
let operator: Person;
let programme: Programme;

beforeAll(async () => {
  instance = await givenInstance({ start });
  vault = vaultOf(instance);
  tables = rawTables(instance);
  operator = await givenStaff(instance, 'platform_admin');
  programme = await givenProgramme(instance, operator);
});

async function logsOf({ engagementId }: Pick<Engagement, 'engagementId'>): Promise<StoredRow[]> {
  await instance.settled();
  const rows = await tables.scan('activity');
  return rows.filter(({ entity, pk }) => entity === engagementLog.name && pk === `engagement#${engagementId}`);
}
const kindsOf = async (pair: Engagement) => (await logsOf(pair)).map(({ fields }) => fields.kind).sort();

async function send({ engagementId, client }: Engagement, body = 'See you then.'): Promise<void> {
  expectStatus(await client.call('POST', `/v1/engagements/${engagementId}/messages`, { body: { body } }), 201);
}

async function completeSession(pair: Engagement): Promise<void> {
  const sessionId = await givenSession(pair, new Date(instance.clock.now() - 3_600_000).toISOString());
  const path = `/v1/engagements/${pair.engagementId}/sessions/${sessionId}/complete`;
  expectStatus(await pair.coach.call('POST', path), 200);
}

describe('an engagement log', () => {
  it('AN8 MI1: says what happened on a day, once for each kind and for each session, and no time', async () => {
    const pair = await givenPair(instance, programme);
    for (const body of ['One.', 'Two.', 'Three.']) await send(pair, body);
    await completeSession(pair);
    await completeSession(pair);
    expect(await kindsOf(pair)).toEqual(['active', 'invited', 'session_completed', 'session_completed']);
    const { organizationId, termsId } = programme;
    for (const row of await logsOf(pair)) {
      expect(row.fields).toEqual({ organizationId, termsId, day: today, kind: row.fields.kind });
      expect([row.createdAt, row.updatedAt]).toEqual([Date.parse(today), Date.parse(today)]);
      expect(row.subject).toBe(pair.client.personId);
      expect(row.sk).toMatch(/^log#2027-01-10\.[a-z_]+(\.[\w-]{16})?$/);
    }
  });

  it('MI8: has its end in the table, and so has what points to it', async () => {
    const pair = await givenPair(instance, programme);
    const own = await logsOf(pair);
    const rows = await tables.scan('activity');
    const pointers = rows.filter(({ pk, sk }) => pk === `participation#${today}` && sk.endsWith(pair.engagementId));
    expect([own.length, pointers.length]).toEqual([2, 2]);
    for (const { ttl } of [...own, ...pointers]) expect(ttl).toBe((Date.parse(today) + 90 * dayMs) / 1000);
  });

  it('is not written where the programme terms let the sponsor see nothing', async () => {
    const { admin, sponsor, organizationId } = programme;
    const path = `/v1/organizations/${organizationId}/programme-terms`;
    const body = { title: 'In private', text: 'Nothing is told.', sponsorSees: [] };
    const { termsId } = expectStatus(await admin.call('POST', path, { body }), 201) as { termsId: string };
    expectStatus(await sponsor.call('POST', `${path}/${termsId}/sign`), 200);
    const [coach, client] = [
      await givenMember(instance, programme, 'coach'),
      await givenMember(instance, programme, 'client'),
    ];
    const pair = await givenEngagement(organizationId, termsId, coach, client);
    await send(pair);
    expect(await logsOf(pair)).toEqual([]);
  });

  it('CO20: ends with an objection, and goes on when it is lifted', async () => {
    const pair = await givenPair(instance, programme);
    await send(pair);
    expect(await kindsOf(pair)).toEqual(['active', 'invited']);
    const decide = async (objection: boolean) => {
      const body = { purpose: 'participation_statistics', objection };
      expectStatus(await pair.client.call('PUT', '/v1/me/objections', { body }), 200);
    };
    await decide(true);
    expect(await logsOf(pair)).toEqual([]);
    await send(pair);
    expect(await logsOf(pair)).toEqual([]);
    await decide(false);
    await send(pair);
    expect(await kindsOf(pair)).toEqual(['active']);
  });

  it('RI3: is not written any more once the account has closed', async () => {
    const pair = await givenPair(instance, programme);
    expect(await kindsOf(pair)).toEqual(['active', 'invited']);
    const [row] = await logsOf(pair);
    await tables.remove(row as StoredRow);
    const epoch = await tables.one('directory', ({ pk }) => pk === personEpoch(pair.client.personId).pk);
    await tables.put({ ...epoch, fields: { ...epoch.fields, status: 'closed' } });
    await completeSession(pair);
    expect(await kindsOf(pair)).toHaveLength(1);
  });

  it('MI8: is there on day 90 and gone on day 91: for its person, and for the figures', async () => {
    const pair = await givenPair(instance, programme);
    const { personId } = pair.client;
    const rows = await logsOf(pair);
    const found = rows.flatMap((row) => rowFound(row) ?? []);
    const errand = {
      service: 'service:exports',
      name: 'export',
      purposes: ['participation_statistics'],
      personId,
    } as const;
    const there = async () => {
      const opened = await openRows(vault, errand, found);
      const lines: LogLine[] = [];
      for await (const page of linesOn(vault, today)) lines.push(...page);
      const own = lines.filter((line) => line.engagementId === pair.engagementId);
      return [opened.filter((record) => record !== undefined).length, own.length];
    };
    const at = (day: number) => instance.clock.advance(Date.parse(today) + day * dayMs - instance.clock.now());
    at(90);
    instance.clock.advance(-1_000);
    expect(await there()).toEqual([2, 2]);
    instance.clock.advance(1_000);
    expect(await there()).toEqual([0, 0]);
  });
});
