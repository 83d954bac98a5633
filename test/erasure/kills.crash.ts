import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { recording } from '#/domain/data-map/entities/recordings.ts';
import { areas } from '#/lambdas/contract.ts';
import { bundling } from '#/lib/bundle.ts';
import { findDynoxide } from '#/local/dynamodb/binary.ts';
import { type Certificate, rowsLeft } from '#/test/support/erasures.ts';
import { givenInstance } from '#/test/support/instance.ts';
import { givenFolder } from '#/test/support/local-aws.ts';
import {
  givenEngagement,
  givenMember,
  givenProgramme,
  givenSession,
  givenStaff,
  type Person,
} from '#/test/support/people.ts';
import { givenRecordOf } from '#/test/support/planted.ts';
import { givenConfirmed } from '#/test/support/requests.ts';
import { rawTables } from '#/test/vault/raw-tables.ts';
import type { Ended, Life } from './killed-child.ts';

const CHILD = fileURLToPath(new URL('./killed-child.ts', import.meta.url));
/** On a busy machine most of this goes into starting processes. */
const TIMEOUT_MS = 400_000;
const KILLS_PER_LANE = 10;
const PEOPLE = 4;
/** All erasures together take some hundred calls, more with each step that is repeated. */
const CALLS_AT_MOST = 60;

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

/** A life that ends at a random moment of its work. */
async function givenKilledLife(program: string, life: Life): Promise<void> {
  const child = givenChild(program, { ...life, lastCall: 1 + Math.floor(Math.random() * CALLS_AT_MOST) });
  const [, signal] = (await once(child, 'exit')) as [number, string];
  expect(signal).toBe('SIGKILL');
}

/** A life that is left alone until all is done. */
async function certificatesOf(program: string, life: Life): Promise<readonly Certificate[]> {
  const child = givenChild(program, life);
  const exit = once(child, 'exit');
  const [{ files }] = (await Promise.race([once(child, 'message'), exit])) as [Ended];
  child.kill('SIGKILL');
  await exit;
  return files.map((file) => (JSON.parse(file) as { document: Certificate }).document);
}

/** Clients with the same records each, who have confirmed their erasure; nothing has begun, for nobody follows the outbox. */
async function givenConfirmations(folder: string) {
  const instance = await givenInstance({ folder, areas: areas.filter(({ name }) => name !== 'outbox') });
  const programme = await givenProgramme(instance, await givenStaff(instance, 'platform_admin'));
  const coach = await givenMember(instance, programme, 'coach');
  const people: Person[] = [];
  const requestIds: string[] = [];
  for (let count = 0; count < PEOPLE; count++) {
    const client = await givenMember(instance, programme, 'client');
    const engagement = await givenEngagement(programme.organizationId, programme.termsId, coach, client);
    for (let session = 0; session < 3; session++) await givenSession(engagement, '2026-11-21T09:00:00Z');
    for (let times = 0; times < 2; times++) await givenRecordOf(instance, recording, engagement);
    requestIds.push((await givenConfirmed(client, { kind: 'erasure' })).requestId);
    people.push(client);
  }
  await instance.close();
  return { people, requestIds };
}

/** What is the same for all of them: everything but ids, times, keys and what is derived from them. */
const comparable = (certificate: Certificate): string =>
  JSON.stringify(certificate)
    .replaceAll(/eu\.[a-z]+_[0-9A-Z]{26}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/"(keyId|reference)":"[^"]+"/g, '"$1"');

/** Kills a process again and again, and leaves the last one alone. */
async function runLane(program: string, life: Life): Promise<readonly Certificate[]> {
  for (let kill = 0; kill < KILLS_PER_LANE; kill++) await givenKilledLife(program, life);
  return certificatesOf(program, life);
}

it(
  'RI3 MI14: after 20 SIGKILLs at random moments every erasure ends complete, with the same certificate',
  async () => {
    const folders = ['one', 'other'].map((name) => join(givenFolder(), name));
    const [folder = '', copy = ''] = folders;
    const [program, { people, requestIds }] = await Promise.all([givenProgram(), givenConfirmations(folder)]);
    cpSync(folder, copy, { recursive: true });
    const searchPath = dirname(findDynoxide(process.env.PATH ?? ''));
    // Two at a time: most of a life is its start.
    const lanes = await Promise.all(folders.map((lane) => runLane(program, { folder: lane, requestIds, searchPath })));

    const certificates = lanes.flat();
    expect(certificates).toHaveLength(2 * PEOPLE);
    expect(new Set(certificates.map(comparable)).size).toBe(1);
    expect(certificates[0]?.objects).toMatchObject([{ bucket: 'recordings', count: 2 }]);
    const instance = await givenInstance({ folder });
    for (const { personId } of people) expect(await rowsLeft(rawTables(instance), [personId])).toEqual([]);
  },
  TIMEOUT_MS,
);
