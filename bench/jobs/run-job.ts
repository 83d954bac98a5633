import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Units } from '#/bench/capacity/units.ts';
import { makeFastFolder } from '#/bench/fast-folder.ts';
import type { BenchInstance } from '#/bench/instance/start.ts';
import type { JobEvent } from '#/domain/jobs.ts';

const host = fileURLToPath(new URL('./host.ts', import.meta.url));

/** One execution of an area's durable function. */
export type Job = {
  readonly area: string;
  readonly event: JobEvent;
  readonly region: string;
  /** For what the execution keeps. */
  readonly folder: string;
  /** Whether request units are counted, which takes time of its own. */
  readonly isCounted?: boolean;
};
export type Step = { readonly name: string; readonly ms: number };
export type JobDone = {
  /** What the job told at its end. */
  readonly report: Readonly<Record<string, unknown>>;
  /** From its start until it was done, or had only to wait. */
  readonly ms: number;
  readonly steps: readonly Step[];
  /** The most resident memory that its process ever had. */
  readonly peakBytes: number;
  /** Where they were counted. */
  readonly units?: Units | undefined;
};

/** What Node takes for its heap by itself where there are 1,024 MB, as each function has (nodejs/node#55812). */
const heap = ['--max-old-space-size=512', '--max-semi-space-size=4'];

/** Runs a job of an instance in a fresh process. @throws Error unless it succeeds */
export async function runJob(
  { region, environment }: BenchInstance,
  asked: Pick<Job, 'area' | 'event' | 'isCounted'>,
): Promise<JobDone> {
  const folder = await makeFastFolder('job');
  const env = { ...process.env, ...environment };
  const child = fork(host, { env, execArgv: heap, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  try {
    const ended = once(child, 'exit').then(() => undefined);
    child.send({ ...asked, region, folder } satisfies Job);
    const done = await Promise.race([once(child, 'message').then(([message]) => message as JobDone), ended]);
    if (!done) throw new Error(`The job of ${asked.area} did not come to its end.`);
    await ended;
    return done;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of the steps whose names match. */
export const msOf = ({ steps }: JobDone, name: RegExp): number =>
  steps.reduce((sum, step) => (name.test(step.name) ? sum + step.ms : sum), 0);
