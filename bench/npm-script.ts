import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export type Script = {
  readonly pid: number;
  /** Resolves when the script has printed a line that matches; rejects with what it printed when it ends before. */
  printed(line: RegExp): Promise<void>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** Ctrl-C, as a terminal gives it: to the script and all its processes. */
  interrupt(): void;
};

/** Runs `npm <arguments>` in the project, as a person would, with more environment. */
export function npmScript(arguments_: readonly string[], environment: Readonly<Record<string, string>> = {}): Script {
  // A group of its own, so that a Ctrl-C reaches its processes and not this one.
  const child = spawn('npm', arguments_, {
    cwd: root,
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pid = child.pid ?? 0;
  let output = '';
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => undefined);
  const waiting: { line: RegExp; resolve: () => void }[] = [];
  const look = (): void => {
    for (const { line, resolve } of waiting) if (line.test(output)) resolve();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      look();
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    reject(new Error(`npm ${arguments_.join(' ')} ended with ${code}:\n${output}`));
    return code as number | null;
  });
  const printed = (line: RegExp): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push({ line, resolve });
    look();
    return Promise.race([promise, failed]);
  };
  return { pid, printed, ended, interrupt: () => void process.kill(-pid, 'SIGINT') };
}

type ProcessFacts = {
  readonly pid: number;
  readonly group: number;
  readonly name: string;
  readonly residentBytes: number;
};

async function factsOf(pid: string): Promise<ProcessFacts | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid: Number(pid), group: Number(fields[2]), name: command, residentBytes: Number(fields[21]) * 4096 };
  } catch {
    return undefined;
  }
}

/** Resident memory of a script's processes in bytes, npm and its shell left out; undefined where there is no /proc. */
export async function residentMemory(script: Script): Promise<number | undefined> {
  const entries = await readdir('/proc').catch(() => []);
  const all = await Promise.all(entries.filter((name) => /^\d+$/.test(name)).map(factsOf));
  const own = all.filter((facts) => facts?.group === script.pid && !/^(?:npm|sh) /.test(facts.name));
  const bytes = own.reduce((sum, facts) => sum + (facts?.residentBytes ?? 0), 0);
  return bytes > 0 ? bytes : undefined;
}
