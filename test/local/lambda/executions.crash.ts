import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { bundling } from '#/lib/bundle.ts';
import { givenFolder } from '#/test/support/local-aws.ts';
import type { FromLife, JournalLine, Life } from './killed-child.ts';

const CHILD = fileURLToPath(new URL('./killed-child.ts', import.meta.url));
/** On a busy machine most of this goes into starting processes. */
const TIMEOUT_MS = 90_000;
const KILLS_PER_LANE = 10;
const LONGEST_LIFE_MS = 150;

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

/** A life that is left alone until all is done. */
async function resultsOf(program: string, life: Life): Promise<Readonly<Record<string, unknown>>> {
  const child = givenChild(program, life);
  await heard(child);
  const last = await heard(child);
  if (last.type !== 'ended') throw new Error(`The child says ${last.type}.`);
  return last.results;
}

/** A kill can cut the last line short. */
function journalOf(folder: string): JournalLine[] {
  const lines = readFileSync(join(folder, 'journal'), 'utf8').split('\n');
  return lines.flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as JournalLine] : []));
}

/** Kills a process again and again, each time with more to do, and leaves the last one alone. */
async function runLane(program: string, folder: string): Promise<void> {
  const origin = Date.now();
  const names = Array.from({ length: KILLS_PER_LANE }, (_, at) => `job-${at}`);
  for (let kill = 1; kill <= KILLS_PER_LANE; kill += 1) {
    await givenKilledLife(program, { folder, origin, starts: names.slice(0, kill) });
  }
  const results = await resultsOf(program, { folder, origin, starts: names });
  const journal = journalOf(folder);
  for (const name of names) {
    const ofExecution = journal.filter(({ execution }) => execution === name);
    expectRightEnd(results[name], ofExecution);
  }
}

/** Expects that each step gave one answer, whoever saw it and when, and that the result is made of these. */
function expectRightEnd(result: unknown, journal: readonly JournalLine[]): void {
  const seen = ['first', 'a tries', 'b tries', 'last'].map(
    (step) => new Set(journal.filter((line) => line.step === step).flatMap(({ saw = [] }) => saw)),
  );
  expect(seen.map(({ size }) => size)).toEqual([1, 1, 1, 1]);
  const [first, a, b, last] = seen.map((values) => [...values][0]);
  expect(result).toEqual([first, a, b, first?.toUpperCase(), last]);
}

it(
  'after 20 SIGKILLs at random moments every execution ends right, and what a step gave has never changed',
  async () => {
    // Two at a time: most of a life is its start.
    const program = await givenProgram();
    await Promise.all([runLane(program, givenFolder()), runLane(program, givenFolder())]);
  },
  TIMEOUT_MS,
);
