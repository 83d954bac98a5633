import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { areas } from '#/lambdas/contract.ts';
import { bundling } from '#/lib/bundle.ts';
import { givenConsent } from '#/test/support/consents.ts';
import { filesIn } from '#/test/support/copies.ts';
import { givenInstance } from '#/test/support/instance.ts';
import { givenDynamoDb, givenFolder } from '#/test/support/local-aws.ts';
import {
  expectStatus,
  givenPair,
  givenProgramme,
  givenSession,
  givenStaff,
  type Person,
} from '#/test/support/people.ts';
import { givenConfirmed } from '#/test/support/requests.ts';
import type { FromLife, Life } from './killed-child.ts';

const CHILD = fileURLToPath(new URL('./killed-child.ts', import.meta.url));
/** On a busy machine most of this goes into starting processes. */
const TIMEOUT_MS = 400_000;
const LONGEST_LIFE_MS = 400;

type Asked = { readonly folder: string; readonly personId: string; readonly requestId: string };

async function givenRecording(coach: Person, path: string): Promise<void> {
  const begin = { body: { justificationId: 'REC-2026001', mediaType: 'audio/ogg' } };
  const recordingId = String(expectStatus(await coach.call('POST', path, begin), 201).recordingId);
  expectStatus(
    await coach.call('PUT', `${path}/${recordingId}/parts/1`, { bytes: Buffer.from('sound'.repeat(1_000)) }),
    200,
  );
}

/** Somebody who has confirmed a request, on an instance whose jobs have not begun. */
async function givenAsked(): Promise<Asked> {
  const folder = join(givenFolder(), 'data');
  const instance = await givenInstance({ folder, areas: areas.filter(({ trigger }) => trigger !== 'outbox') });
  const programme = await givenProgramme(instance, await givenStaff(instance, 'platform_admin'));
  const engagement = await givenPair(instance, programme);
  const { coach, client, engagementId } = engagement;
  const sessionId = await givenSession(engagement, new Date().toISOString());
  const path = `/v1/engagements/${engagementId}/sessions/${sessionId}`;
  for (const person of [coach, client]) await givenConsent(person, 'session_recording');
  // Each is a step of its own.
  for (let count = 0; count < 8; count++) await givenRecording(coach, `${path}/recordings`);
  for (let count = 0; count < 30; count++) {
    const body = { body: `Seen ${count}.`, visibility: 'participants' };
    expectStatus(await coach.call('POST', `${path}/notes`, { body }), 201);
  }
  const { requestId } = await givenConfirmed(client, { kind: 'access' });
  await instance.close();
  return { folder, personId: client.personId, requestId };
}

/** The child in one file, since it is started again and again. */
async function givenProgram(): Promise<string> {
  const outfile = join(givenFolder(), 'killed-child.mjs');
  await build({ ...bundling, entryPoints: [CHILD], outfile });
  return outfile;
}

function givenChild(program: string, life: Life): ChildProcess {
  const child = fork(program, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.send(life);
  return child;
}

const heard = async (child: ChildProcess): Promise<FromLife> => (await once(child, 'message'))[0] as FromLife;

/** A life that ends at a random moment after it has begun. */
async function givenKilledLife(program: string, life: Life): Promise<void> {
  const child = givenChild(program, life);
  await heard(child);
  setTimeout(() => child.kill('SIGKILL'), Math.random() * LONGEST_LIFE_MS);
  await once(child, 'exit');
}

/** What a copy holds, less the signature of its manifest, which is never twice the same. */
async function contentsOf(copy: string): Promise<[string, string][]> {
  return [...(await filesIn(readFileSync(copy)))].map(([name, content]) => {
    if (name !== 'manifest.json') return [name, content.toString('base64')];
    return [name, JSON.stringify((JSON.parse(content.toString()) as { document: unknown }).document)];
  });
}

/** The copy that is made on a folder of its own, after some kills. */
async function copyAfter(kills: number, program: string, { folder: asked, personId, requestId }: Asked) {
  const folder = join(givenFolder(), 'data');
  cpSync(asked, folder, { recursive: true });
  // The database is not killed along: its own tests do that.
  const { port } = await givenDynamoDb(join(folder, 'dynamodb.sqlite'));
  const copy = join(folder, 'copy.zip');
  const life: Life = { folder, dynamoDbUrl: `http://127.0.0.1:${port}`, personId, requestId, copy };
  for (let kill = 0; kill < kills; kill++) await givenKilledLife(program, life);
  const last = givenChild(program, life);
  await heard(last);
  expect(await heard(last)).toBe('ended');
  last.kill('SIGKILL');
  return contentsOf(copy);
}

it(
  'after 20 SIGKILLs at random moments a copy is the same as one that was made in peace',
  async () => {
    const asked = await givenAsked();
    const program = await givenProgram();
    const [whole, ...killed] = await Promise.all([0, 10, 10].map((kills) => copyAfter(kills, program, asked)));
    expect(whole?.length).toBeGreaterThan(30);
    for (const contents of killed) expect(contents).toEqual(whole);
  },
  TIMEOUT_MS,
);
