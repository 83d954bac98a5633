import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { instances } from '#/lib/instances.ts';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import { type InstanceProcess, startInstanceProcess } from './child-process.ts';
import { openingAll } from './closers.ts';
import { removeDataFolder } from './data-folder.ts';
import { type InstanceEntry, writeEntries } from './instance-entry.ts';
import { type Ports, portsOf } from './ports.ts';
import { takeRunLock } from './run-lock.ts';
import type { StartOptions } from './start-options.ts';
import { summary } from './summary.ts';

export type LocalRun = {
  readonly entries: readonly InstanceEntry[];
  /** Resolves with a sentence when an instance ends by itself. */
  readonly broken: Promise<string>;
  stop(): Promise<void>;
};

type Print = (line: string) => void;

const doorOf = ({ api }: Ports): string => `http://127.0.0.1:${api}`;

function makeRoot(root: string): void {
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
  } catch {
    throw new LocalRunError(`The data folder ${root} cannot be used: let this user read and write it, or remove it.`);
  }
}

/** The doors of all other instances, running or not: a caller of one finds the others. */
function siblingsOf(id: string, ports: Readonly<Record<string, Ports>>): Record<string, string> {
  const others = Object.entries(ports).filter(([other]) => other !== id);
  return Object.fromEntries(others.map(([other, its]) => [other, doorOf(its)]));
}

/**
 * Starts the instances, one process each, over the data in `root`, and writes `root`/instances.json. Throws LocalRunError
 * with nothing left running when one of them does not start.
 */
export function startLocalRun(root: string, options: StartOptions, print: Print): Promise<LocalRun> {
  const { instanceIds, portBase, fresh, demo } = options;
  return openingAll(async (closers) => {
    makeRoot(root);
    closers.add(takeRunLock(join(root, 'run.lock')));
    if (fresh) for (const id of instanceIds) removeDataFolder(join(root, id));
    const ports = await portsOf(Object.keys(instances), portBase);
    const start = (id: string): InstanceProcess => {
      const own = { instanceId: id, folder: join(root, id), ports: ports[id] ?? { api: 0, aws: 0 }, demo };
      print(`${id}: starting`);
      return startInstanceProcess({ ...own, siblings: siblingsOf(id, ports) }, (text) => print(`${id}: ${text}`));
    };
    const processes = instanceIds.map(start);
    closers.add(() => Promise.all(processes.map((each) => each.stop())));
    const entries = await Promise.all(processes.map((each) => each.ready));
    const file = join(root, 'instances.json');
    writeEntries(file, entries);
    print(`\n${summary(entries, file)}`);
    return { entries, broken: Promise.race(processes.map((each) => each.ended)), stop: closers.closeAll };
  });
}
