import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InstanceEntry } from '#/local/run/instance-entry.ts';
import { closeAfterUse } from '#/test/support/close-behind.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/local.ts', import.meta.url));

/** An empty folder for the data of a run, gone with what asked for it: the test, or its file. */
export function givenRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'coachvault-start-'));
  closeAfterUse(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

export type GivenStart = {
  readonly pid: number;
  /** All that was printed so far. */
  output(): string;
  /** Resolves when the run says that it is ready; rejects with the output when it ends before. */
  ready(): Promise<readonly InstanceEntry[]>;
  signal(name: NodeJS.Signals): void;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
};

/** `npm start -- <options>` over the data in `root`; ended with what asked for it if it has not. */
export function givenStart(root: string, options: readonly string[], env: NodeJS.ProcessEnv = {}): GivenStart {
  const child = spawn(process.execPath, [PROGRAM, ...options], {
    env: { PATH: process.env.PATH, COACHVAULT_DATA: root, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const { promise, resolve, reject } = Promise.withResolvers<readonly InstanceEntry[]>();
  promise.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (/^ready in [\d.]+ s$/m.test(output)) resolve(JSON.parse(readFileSync(join(root, 'instances.json'), 'utf8')));
    });
  }
  ended.then(() => reject(new Error(`The run ended: ${output}`)));
  closeAfterUse(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  });
  return { pid: child.pid ?? 0, output: () => output, ready: () => promise, signal: (name) => child.kill(name), ended };
}
