import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/**
 * Node cannot ask the kernel to end a child together with its parent, and a SIGKILL runs no handler. So a shell holds
 * the other end of a pipe from us: however this process ends, the pipe closes and the shell ends the program, first by
 * SIGTERM, two seconds later by SIGKILL. Ending the program on purpose uses the same path, so it is always tested.
 * The shell itself writes nothing: its stderr may be the pipe of a parent that is gone, and SIGPIPE would stop it halfway.
 */
const SUPERVISOR = `
umask 077
exec 3<&0
"$@" 3<&- </dev/null &
program=$!
exec 2>/dev/null
( read -r _ <&3; kill -TERM "$program"; sleep 2; kill -KILL "$program" ) >/dev/null &
wait "$program"
code=$?
trap '' TERM
kill -TERM 0
exit "$code"
`;

const FORCED_END_AFTER_MS = 5_000;

export type SupervisedProcess = {
  stderr: Readable;
  /** Settles when the program has ended, with its exit code (above 128: ended by a signal). */
  ended: Promise<number>;
  /** Ends the program and resolves when it has ended. May be called more than once. */
  end(): Promise<void>;
};

function endWithin(child: ChildProcessByStdio<Writable, null, Readable>, ended: Promise<number>): Promise<void> {
  child.stdin.end();
  const force = setTimeout(() => {
    // The group outlives its leader, so this reaches the program even when the shell is gone.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  }, FORCED_END_AFTER_MS);
  return ended.then(() => clearTimeout(force));
}

/**
 * Starts a program that cannot outlive this process. It has a session of its own, so a Ctrl-C in the terminal reaches
 * only us and we choose the order in which things stop. Files it creates are readable by this user only.
 */
export function startSupervised(program: string, args: readonly string[]): SupervisedProcess {
  const child = spawn('/bin/sh', ['-c', SUPERVISOR, 'sh', program, ...args], {
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? 128));
    child.once('error', () => resolve(127));
  });
  child.stdin.on('error', () => undefined);
  return { stderr: child.stderr, ended, end: () => endWithin(child, ended) };
}
