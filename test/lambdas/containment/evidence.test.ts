import { createHash } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, GetObjectRetentionCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentFaults } from '#/domain/incidents/evidence/contents.ts';
import type { Evidence } from '#/domain/incidents/evidence-kinds.ts';
import { instance as ofInstance, person, type Target } from '#/domain/incidents/targets.ts';
import { bucketName } from '#/lib/names.ts';
import { localAccount } from '#/local/aws/account.ts';
import { objectsIn } from '#/test/support/objects.ts';
import { expectStatus } from '#/test/support/people.ts';
import { type Containing, givenContaining } from '#/test/vault/incidents/given-contained.ts';
import { changeCase, timelineOf } from '#/vault/incidents/cases.ts';
import { itemsOf, type KeptItem } from '#/vault/incidents/evidence.ts';
import { type Response, responseOn } from './given-response.ts';

const day = 86_400_000;
const canary = 'canary-7c1d-never-in-evidence';
let world: Containing;
let response: Response;
let s3: S3Client;

beforeAll(async () => {
  world = await givenContaining();
  response = await responseOn(world.instance);
  s3 = new S3Client(world.instance.awsConfig);
  const { coach } = world.pair;
  const messages = `/v1/engagements/${world.pair.engagementId}/messages`;
  const { messageId } = expectStatus(await coach.call('POST', messages, { body: { body: canary } }), 201);
  expectStatus(await coach.call('GET', `${messages}/${messageId}`), 200);
});

const Bucket = () => bucketName({ id: world.instance.id, account: localAccount }, 'evidence');
const coach = (): Target => person(world.pair.coach.personId);

async function givenCase(): Promise<string> {
  const body = { severity: 'P1', targets: [coach()] };
  return String(expectStatus(await world.officer.call('POST', '/v1/incidents', { body }), 201).incidentId);
}

async function keep(incidentId: string, kind: Evidence, target: Target, action = 1): Promise<KeptItem> {
  const executionId = `${incidentId}|0001-${String(action).padStart(4, '0')}`;
  await response.hands.evidence.keep(kind, target, { incidentId, executionId, at: world.instance.clock.now() });
  const items = await itemsOf(world.vault, incidentId);
  const item = items.find(({ ids }) => ids.itemId.startsWith(String(10_000 + action)));
  if (!item) throw new Error('Nothing was registered.');
  return item;
}

async function read({ values }: KeptItem): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: Bucket(), Key: values.objectKey }));
  return (await Body?.transformToString('utf8')) ?? '';
}

describe('evidence', () => {
  it('IR4 MO11: the access log of a coach is kept with its hash and custody, in the register and the timeline', async () => {
    const incidentId = await givenCase();
    const item = await keep(incidentId, 'access-log', coach());

    const text = await read(item);
    expect(createHash('sha256').update(text).digest('hex')).toBe(item.values.sha256);
    expect(contentFaults('access-log', text)).toEqual([]);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(item.values.lines).toBe(lines.length);
    // What the coach opened of the client is in the client's log.
    expect(lines).toContainEqual(
      expect.objectContaining({ entity: 'message', actorId: coach().id, subjectId: world.pair.client.personId }),
    );
    expect(item.values.custody.map(({ act, by }) => [act, by])).toEqual([
      ['collected', 'service:response'],
      ['sealed', 'service:response'],
    ]);
    const entries = (await timelineOf(world.vault, incidentId)).filter(({ kind }) => kind === 'evidence-collected');
    expect(entries.map(({ facts }) => facts.sha256)).toEqual([item.values.sha256]);
  });

  it('IR4: one execution keeps one item however often it is repeated, and what was laid down first counts', async () => {
    const incidentId = await givenCase();
    const before = await response.eyes.evidenceOf('directory-standing', coach());
    const [first] = await Promise.all([
      keep(incidentId, 'directory-standing', coach(), 4),
      keep(incidentId, 'directory-standing', coach(), 4),
    ]);
    const again = await keep(incidentId, 'directory-standing', coach(), 4);

    expect(again.values.sha256).toBe(first.values.sha256);
    expect(await objectsIn(world.instance, 'evidence', `cases/${incidentId}/`)).toEqual([first.values.objectKey]);
    expect(await response.eyes.evidenceOf('directory-standing', coach())).toBe((before ?? 0) + 1);
    expect(JSON.parse(await read(first))).toMatchObject({
      target: `person:${coach().id}`,
      prior: { pool: 'workforce', enabled: true, status: 'active' },
    });
  });

  it('IR4 MO13: every kind holds what its form declares and nothing that people wrote, in its lines and its name', async () => {
    const incidentId = await givenCase();
    const instance = ofInstance(world.instance.id);
    const wanted: readonly (readonly [Evidence, Target])[] = [
      ['access-log', coach()],
      ['sign-in-events', coach()],
      ['directory-standing', coach()],
      ['delivery-log', { type: 'channel', id: 'mail' }],
      ['trail', instance],
      ['key-standing', instance],
    ];
    for (const [index, [kind, target]] of wanted.entries()) {
      const item = await keep(incidentId, kind, target, index + 1);
      const text = await read(item);
      expect(contentFaults(item.values.kind, text), kind).toEqual([]);
      expect(text + item.values.objectKey, kind).not.toContain(canary);
      expect(text + item.values.objectKey, kind).not.toContain('@');
    }
    const signIns = (await itemsOf(world.vault, incidentId)).find(({ values }) => values.wanted === 'sign-in-events');
    expect(signIns?.values.lines).toBeGreaterThan(0);
    expect(await response.eyes.evidenceOf('trail', { type: 'instance', id: 'xx' })).toBeUndefined();
  });

  it('IR4 MO11: an item can be deleted neither before its days are over nor while its case holds it, and is free after', async () => {
    const { clock } = world.instance;
    const incidentId = await givenCase();
    const { values } = await keep(incidentId, 'sign-in-events', coach());
    const Key = values.objectKey;
    const locked = await s3.send(new GetObjectRetentionCommand({ Bucket: Bucket(), Key }));
    expect(locked.Retention?.RetainUntilDate?.getTime()).toBeGreaterThan(clock.now() + 29 * day);
    const { VersionId } = await s3.send(new GetObjectCommand({ Bucket: Bucket(), Key }));
    const remove = () => s3.send(new DeleteObjectCommand({ Bucket: Bucket(), Key, VersionId }));
    await expect(remove()).rejects.toMatchObject({ name: 'AccessDenied' });

    const isHeld = async () => {
      await response.releaseEvidence();
      return (await itemsOf(world.vault, incidentId))[0]?.values.held;
    };
    expect(await isHeld()).toBe(true);
    await changeCase(world.vault, incidentId, () => ({ entries: [], changes: { closedAt: clock.now() } }));
    clock.advance(90 * day - 60_000);
    expect(await isHeld()).toBe(true);
    await expect(remove()).rejects.toMatchObject({ name: 'AccessDenied' });
    clock.advance(60_000);
    expect(await isHeld()).toBe(false);
    expect(await isHeld()).toBe(false);
    await remove();
    expect(await objectsIn(world.instance, 'evidence', `cases/${incidentId}/`)).toEqual([]);
  });
});
