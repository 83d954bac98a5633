import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import type { ChildTask, FromChild, ToChild } from './child-protocol.ts';
import type { InstanceEntry } from './instance-entry.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const FORCED_END_MS = 10_000;

export type InstanceProcess = {
  /** Resolves when the instance serves; rejects with LocalRunError when it does not come to that. */
  readonly ready: Promise<InstanceEntry>;
  /** Resolves with a sentence when the process has ended, asked or not. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
};

const send = (child: ChildProcess, message: ToChild): void => void (child.connected && child.send(message));

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  send(child, { type: 'stop' });
  const force = setTimeout(() => child.kill('SIGKILL'), FORCED_END_MS);
  await ended;
  clearTimeout(force);
}

/** Starts the process of one instance. `onProgress` receives sentences about what it does. */
export function startInstanceProcess(task: ChildTask, onProgress: (text: string) => void): InstanceProcess {
  // A small young generation: two instances and their databases share one machine.
  const child = fork(CHILD, [], {
    execArgv: ['--max-semi-space-size=4'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { promise: ready, resolve, reject } = Promise.withResolvers<InstanceEntry>();
  let reason = `The process of the instance ${task.instanceId} ended by itself: start again.`;
  child.on('message', (message: FromChild) => {
    if (message.type === 'progress') onProgress(message.text);
    else if (message.type === 'ready') resolve(message.entry);
    else reason = message.message;
  });
  const ended = once(child, 'exit').then(() => {
    reject(new LocalRunError(reason));
    return reason;
  });
  ready.catch(() => undefined);
  send(child, { type: 'start', task });
  return { ready, ended, stop: () => stop(child, ended) };
}
