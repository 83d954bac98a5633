import { beforeAll, describe, expect, it } from 'vitest';
import { note } from '#/domain/data-map/entities/coaching.ts';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { givenConsent, givenWithdrawal } from '#/test/support/consents.ts';
import { rowsLeft } from '#/test/support/erasures.ts';
import { givenHold, givenRelease, type Office } from '#/test/support/holds.ts';
import { objectsIn } from '#/test/support/objects.ts';
import {
  type Engagement,
  expectStatus,
  givenEngagement,
  givenMember,
  givenSession,
  givenSignedInAgain,
  givenStaff,
  type Person,
} from '#/test/support/people.ts';
import { givenRecordOf } from '#/test/support/planted.ts';
import { givenConfirmed } from '#/test/support/requests.ts';
import { givenBackup, givenRestored } from '#/test/support/restores.ts';
import { givenNote, givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';
import type { StoredRow } from '#/test/vault/raw-tables.ts';

/** Everything that can be taken away, taken away after a backup. */
type Taken = {
  readonly erased: Engagement;
  readonly withdrawn: Engagement & { readonly recording: string };
  readonly ended: Engagement & { readonly path: string };
  readonly formerCoach: Person;
  readonly deletedNote: { readonly client: Person; readonly path: string };
  readonly held: Person;
  readonly released: Person;
  readonly restricted: Person;
  readonly objector: Person;
};

describe('BA6: a restore from an older copy', () => {
  let world: World;
  let office: Office;
  let taken: Taken;
  let backup: readonly StoredRow[];
  const since = () => world.instance.clock.now() - 86_400_000;
  const check = (apply: boolean) => world.instance.operator.restoreCheck({ since: since(), apply });
  const again = (person: Person) => givenSignedInAgain(world.instance, person);
  const keysOf = async ({ personId }: Person) =>
    (await world.tables.scan('keys'))
      .filter(({ pk }) => pk === `subject#${personId}`)
      .map(({ sk }) => sk.split('#')[0]);

  async function givenRecording(): Promise<Taken['withdrawn']> {
    const engagement = await givenOtherEngagement(world);
    const sessionId = await givenSession(engagement, new Date(world.instance.clock.now()).toISOString());
    await givenConsent(engagement.client, 'session_recording');
    const path = `/v1/engagements/${engagement.engagementId}/sessions/${sessionId}/recordings`;
    const body = { justificationId: 'REC-2026001', mediaType: 'audio/ogg' };
    const recording = String(expectStatus(await world.coach.call('POST', path, { body }), 201).recordingId);
    const bytes = Buffer.from('sound');
    expectStatus(await world.coach.call('PUT', `${path}/${recording}/parts/1`, { bytes }), 200);
    return { ...engagement, recording };
  }

  async function givenNoted() {
    const engagement = await givenOtherEngagement(world);
    const sessionId = await givenSession(engagement, new Date(world.instance.clock.now()).toISOString());
    const notesPath = `/v1/engagements/${engagement.engagementId}/sessions/${sessionId}/notes`;
    return { ...engagement, path: await givenNote({ notesPath, coach: world.coach }) };
  }

  beforeAll(async () => {
    world = await givenWorld();
    const { instance, organization, termsId, tables } = world;
    office = { first: await givenStaff(instance, 'privacy'), second: await givenStaff(instance, 'security') };
    await givenConsent(world.coach, 'session_recording');
    const formerCoach = await givenMember(instance, organization, 'coach');
    const client = await givenMember(instance, organization, 'client');
    await givenEngagement(organization.organizationId, termsId, formerCoach, client);
    const [held, released] = [
      await givenMember(instance, organization, 'client'),
      await givenMember(instance, organization, 'client'),
    ];
    await givenConsent(held, 'marketing');
    const restricted = await givenMember(instance, organization, 'client');
    const objector = await givenMember(instance, organization, 'client');
    const holdId = await givenHold(office, released.personId);
    const noted = await givenNoted();
    taken = {
      erased: await givenOtherEngagement(world),
      withdrawn: await givenRecording(),
      ended: await givenNoted(),
      deletedNote: { client: noted.client, path: noted.path },
      formerCoach,
      held,
      released,
      restricted,
      objector,
    };
    await givenRecordOf(instance, note, taken.erased);
    await instance.settled();

    backup = await givenBackup(tables);

    await givenHold(office, held.personId);
    await givenWithdrawal(held, 'marketing');
    await givenRelease(office, holdId);
    await givenWithdrawal(taken.withdrawn.client, 'session_recording');
    expectStatus(await taken.ended.client.call('POST', `/v1/engagements/${taken.ended.engagementId}/end`), 204);
    const member = `/v1/organizations/${organization.organizationId}/members/${formerCoach.personId}`;
    expectStatus(await organization.admin.call('POST', `${member}/deactivate`), 200);
    await givenConfirmed(noted.client, { kind: 'early_deletion', about: `note:${noted.path.split('/').at(-1)}` });
    await givenConfirmed(restricted, { kind: 'restriction' });
    const objection = { purpose: 'participation_statistics', objection: true };
    expectStatus(await objector.call('PUT', '/v1/me/objections', { body: objection }), 200);
    await givenConfirmed(taken.erased.client, { kind: 'erasure' });
    await instance.settled();
    await givenRestored(tables, backup);
  });

  it('would undo what was taken away since: the tables alone say nothing of it', async () => {
    expectStatus(await taken.erased.client.call('GET', '/v1/me'), 200);
    expectStatus(await world.coach.call('GET', taken.ended.path), 200);
    expectStatus(await taken.deletedNote.client.call('GET', taken.deletedNote.path), 200);
  });

  it('is repeated only while the instance keeps everybody out', async () => {
    const refused = await check(true);
    expect([refused.mayServe, refused.says]).toEqual([false, expect.stringMatching(/Suspend it first/)]);
    await world.instance.operator.suspend();
    expectProblem(await taken.erased.client.call('GET', '/v1/me'), 'session-ended');
  });

  it('is compared with the ledger, and everything that it would undo is told by id', async () => {
    const { mayServe, says } = await check(false);
    expect(mayServe).toBe(false);
    const { erased, withdrawn, ended, formerCoach, deletedNote, held, released, restricted, objector } = taken;
    for (const id of [
      `the account ${erased.client.personId} is back`,
      `the consent of ${withdrawn.client.personId} to session_recording`,
      `the consent of ${held.personId} to marketing`,
      `the engagement ${ended.engagementId} goes on`,
      `${formerCoach.personId} is a member`,
      `${deletedNote.path.split('/').at(-1)} of ${deletedNote.client.personId} is back`,
      `on ${held.personId} does not bind`,
      `on ${released.personId} binds, though it was released`,
      `the records of ${restricted.personId} are used again`,
      `the objection of ${objector.personId} to participation_statistics`,
    ]) {
      expect(says).toContain(id);
    }
    expect(await world.tables.scan('rights')).toHaveLength(backup.filter(({ store }) => store === 'rights').length);
  });

  it('has everything repeated, once and for all: nothing of it can be read', async () => {
    const first = await check(true);
    expect(first.says).toMatch(/may serve\.$/);
    await world.instance.settled();
    expect(await check(true)).toEqual({ mayServe: true, says: expect.stringMatching(/agree with all of them/) });
    await world.instance.operator.resume();

    const { erased, withdrawn, ended, formerCoach, deletedNote, held, released, restricted, objector } = taken;
    expect(await rowsLeft(world.tables, [erased.client.personId, erased.engagementId])).toEqual([]);
    const recordings = (await world.tables.scan('coaching')).filter(({ sk }) => sk.includes(withdrawn.recording));
    expect(recordings).toEqual([]);
    expect(await objectsIn(world.instance, 'recordings', withdrawn.recording)).toEqual([]);
    world.instance.clock.advance(2_000);
    const coach = await again(world.coach);
    expectProblem(await coach.call('GET', ended.path), 'not-found');
    expectProblem(await (await again(deletedNote.client)).call('GET', deletedNote.path), 'not-found');
    expect(await keysOf(held)).toEqual(expect.arrayContaining(['held', 'holds']));
    const beside = (await world.tables.scan('keys')).filter(
      ({ pk, sk }) => pk.endsWith(released.personId) && sk === 'holds',
    );
    expect(beside.map(({ fields }) => fields.holdIds)).toEqual([[]]);
    const member = (await world.tables.scan('directory')).find(
      ({ pk, entity }) => pk === `person#${formerCoach.personId}` && entity === 'membership',
    );
    expect(member?.fields.status).toBe('deactivated');
    const limits = (await world.tables.scan('directory')).find(
      ({ pk, sk }) => pk.endsWith(restricted.personId) && sk === 'limits',
    );
    expect(limits?.fields.restrictedBy).toMatch(/^eu\.request_/);
    const shown = await (await again(objector)).call('GET', '/v1/me/objections');
    expect(JSON.stringify(expectStatus(shown, 200))).toContain('objected');
    expectStatus(await (await again(withdrawn.client)).call('GET', '/v1/me'), 200);
    expect(world.instance.deadLetters()).toEqual([]);
  });
});
