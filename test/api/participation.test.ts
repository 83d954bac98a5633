import { beforeAll, describe, expect, it } from 'vitest';
import { engagementLog, statisticsRelease } from '#/domain/data-map/entities/statistics.ts';
import { daysOf, monthAfter, startOfDay } from '#/domain/statistics/months.ts';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { type GivenParticipant, givenLogs, givenParticipants } from '#/test/support/participation.ts';
import {
  expectStatus,
  givenMember,
  givenProgramme,
  givenSignedInAgain,
  givenStaff,
  type Person,
  type Programme,
  vaultOf,
} from '#/test/support/people.ts';
import { givenConfirmed } from '#/test/support/requests.ts';
import { type RawTables, rawTables } from '#/test/vault/raw-tables.ts';
import type { Vault } from '#/vault/vault.ts';

type Figure = { readonly value: number | null; readonly suppressed: boolean };
type Cell = { readonly participants: Figure; readonly active: Figure; readonly sessions: Figure };
type Month = {
  readonly month: string;
  readonly total: Cell;
  readonly programmes: readonly (Cell & { termsId: string })[];
};

const shown = (value: number): Figure => ({ value, suppressed: false });
const hidden: Figure = { value: null, suppressed: true };
const nothing: Cell = { participants: hidden, active: hidden, sessions: hidden };

let instance: GivenInstance;
let vault: Vault;
let tables: RawTables;
let operator: Person;

beforeAll(async () => {
  instance = await givenInstance({ start: Date.parse('2027-01-04T09:00:00Z') });
  vault = vaultOf(instance);
  tables = rawTables(instance);
  operator = await givenStaff(instance, 'platform_admin');
});

/** Moves the clock, and lets happen what is due by then. */
async function until(day: string): Promise<void> {
  instance.clock.advance(startOfDay(day) + 12 * 3_600_000 - instance.clock.now());
  await instance.settled();
}

async function monthsOf({ organizationId, sponsor }: Programme): Promise<readonly Month[]> {
  const reader = await givenSignedInAgain(instance, sponsor);
  const answer = await reader.call('GET', `/v1/organizations/${organizationId}/reports/participation`);
  return expectStatus(answer, 200).months as readonly Month[];
}

/** A programme of twenty people, of whom some are active and in two sessions in the month of a day. */
async function givenUsed(programme: Programme, people: readonly GivenParticipant[], active: number, day: string) {
  await givenLogs(vault, programme, people, { day, kind: 'invited' });
  for (const mark of ['first', 'second'])
    await givenLogs(vault, programme, people.slice(0, active), { day, kind: 'session_completed', mark });
}

const rowsOf = async (entity: string) => (await tables.scan('activity')).filter((row) => row.entity === entity);

describe('the report on participation', () => {
  let programme: Programme;
  let small: Programme;
  let people: readonly GivenParticipant[];
  let few: readonly GivenParticipant[];

  beforeAll(async () => {
    programme = await givenProgramme(instance, operator);
    small = await givenProgramme(instance, operator);
    people = await givenParticipants(vault, 20);
    few = await givenParticipants(vault, 4);
    await givenUsed(programme, people, 10, '2027-01-05');
    await givenUsed(small, few, 2, '2027-01-05');
  });

  it('MI9: has a month a day after its end, and not before', async () => {
    await until('2027-02-01');
    expect(await monthsOf(programme)).toEqual([]);
    await until('2027-02-02');
    const whole = { participants: shown(20), active: shown(10), sessions: shown(20) };
    expect(await monthsOf(programme)).toEqual([
      { month: '2027-01', total: whole, programmes: [{ termsId: programme.termsId, ...whole }] },
    ]);
  });

  it('EN15 AN1: says of four people what it says of none', async () => {
    const [month] = await monthsOf(small);
    expect(month).toEqual({ month: '2027-01', total: nothing, programmes: [{ termsId: small.termsId, ...nothing }] });
  });

  it('AN6: holds no id of a person, an engagement or a session', async () => {
    const text = JSON.stringify(await rowsOf(statisticsRelease.name)) + JSON.stringify(await monthsOf(programme));
    for (const { personId, engagementId } of [...people, ...few]) {
      expect(text).not.toContain(personId);
      expect(text).not.toContain(engagementId);
    }
    expect(text).not.toMatch(/\.(person|engagement|session)_/);
  });

  it('MI9: is let out once: another run changes nothing', async () => {
    const before = await rowsOf(statisticsRelease.name);
    await givenLogs(vault, programme, people, { day: '2027-01-20', kind: 'active' });
    await until('2027-02-03');
    expect(await rowsOf(statisticsRelease.name)).toEqual(before);
  });

  it('is shown to each person as a use of their log', async () => {
    const used = (await tables.scan('accesslog')).filter(({ fields }) => fields.actorId === 'service:statistics');
    expect(new Set(used.map(({ subject }) => subject))).toEqual(
      new Set([...people, ...few].map(({ personId }) => personId)),
    );
    expect(used[0]?.fields).toMatchObject({ purpose: 'participation_statistics', records: ['engagement_log:*'] });
  });

  it('AN1: counts newcomers as soon as they are five, and heeds no mark of a release that never was', async () => {
    const newcomers = await givenParticipants(vault, 5);
    await givenUsed(programme, [...people, ...newcomers.slice(0, 4)], 10, '2027-02-08');
    const mark = '4f0f3a5e-5b7c-4f0c-9a52-6c1f3e0b7d11';
    await givenLogs(vault, programme, newcomers, { day: daysOf('2027-01').at(-1) as string, kind: 'counted', mark });
    await until('2027-03-02');
    expect((await monthsOf(programme))[0]).toMatchObject({ month: '2027-02', total: { participants: shown(20) } });
    await givenUsed(programme, [...people, ...newcomers], 10, '2027-03-08');
    await until('2027-04-02');
    expect((await monthsOf(programme))[0]).toMatchObject({ month: '2027-03', total: { participants: shown(25) } });
  });

  it('MI8 MI9: the figures outlive the logs, which are gone from the store on day 91', async () => {
    const ofDay = async () => (await rowsOf(engagementLog.name)).filter(({ fields }) => fields.day === '2027-01-05');
    expect(await ofDay()).not.toEqual([]);
    await until('2027-04-06');
    expect(await ofDay()).toEqual([]);
    const january = (await monthsOf(programme)).find(({ month }) => month === '2027-01');
    expect(january?.total).toEqual({ participants: shown(20), active: shown(10), sessions: shown(20) });
  });

  it('keeps the same shape when nobody takes part any more', async () => {
    await until('2027-07-02');
    const [last] = await monthsOf(programme);
    expect(last).toMatchObject({ month: '2027-06', total: { ...nothing, participants: shown(25) } });
    expect((await monthsOf(small))[0]).toMatchObject({ month: '2027-06', total: nothing });
  });
});

describe('whoever may not be counted', () => {
  const objection = { body: { purpose: 'participation_statistics', objection: true } };

  it.each([
    [
      'CO20: objects',
      '2027-07',
      async (who: Person) => expectStatus(await who.call('PUT', '/v1/me/objections', objection), 200),
    ],
    [
      'RI9: has restricted all use',
      '2027-08',
      (who: Person) => givenConfirmed(who, { kind: 'restriction', words: 'It is not right.' }),
    ],
  ])('%s: is left out of every figure', async (_, month, act) => {
    operator = await givenSignedInAgain(instance, operator);
    const programme = await givenProgramme(instance, operator);
    const client = await givenMember(instance, programme, 'client');
    const own = { personId: client.personId, engagementId: vault.mintId('engagement') };
    await givenUsed(programme, [own, ...(await givenParticipants(vault, 4))], 2, `${month}-05`);
    await act(client);
    await until(`${monthAfter(month, 1)}-02`);
    expect((await monthsOf(programme))[0]).toMatchObject({ month, total: nothing });
  });

  it('is one fewer: without the objection the five would have been shown', async () => {
    operator = await givenSignedInAgain(instance, operator);
    const programme = await givenProgramme(instance, operator);
    await givenUsed(programme, await givenParticipants(vault, 5), 2, '2027-09-05');
    await until('2027-10-02');
    expect((await monthsOf(programme))[0]).toMatchObject({ total: { ...nothing, participants: shown(5) } });
  });
});

describe('who reads the report', () => {
  it('CC10: are sponsor and administrator, and only where signed terms say so', async () => {
    operator = await givenSignedInAgain(instance, operator);
    const { organizationId, admin, sponsor, ...programme } = await givenProgramme(instance, operator);
    const path = `/v1/organizations/${organizationId}/reports/participation`;
    expect(programme.termsId).toBeDefined();
    for (const reader of [admin, sponsor]) expectStatus(await reader.call('GET', path), 200);
    const coach = await givenMember(instance, { organizationId, admin }, 'coach');
    expectProblem(await coach.call('GET', path), 'forbidden');
    expectProblem(await sponsor.call('GET', `${path}?month=2027-07`), 'invalid-request', 'query');
  });

  it('CC10: nobody, while no signed terms let the sponsor see participation', async () => {
    const { organizationId, admin } = await givenProgramme(instance, operator);
    const other = await operator.call('POST', '/v1/organizations', {
      body: { name: 'Silent Works', adminEmail: admin.email },
    });
    const silent = String(expectStatus(other, 201).organizationId);
    expect(silent).not.toBe(organizationId);
    expectProblem(await admin.call('GET', `/v1/organizations/${silent}/reports/participation`), 'forbidden');
  });
});
