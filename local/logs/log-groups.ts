import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalRunError } from '#/local/aws/local-run-error.ts';

/** `number` stands for the group in file names, which never carry a name. `createdAt` is epoch ms. */
export type LogGroup = { name: string; number: number; createdAt: number; streams: string[] };

export type LogGroups = {
  all(): readonly LogGroup[];
  named(name: string): LogGroup | undefined;
  /** Adds what is missing of these, in one write. */
  add(names: readonly string[], createdAt: number): void;
  addStream(group: LogGroup, stream: string): void;
};

function readGroups(file: string): LogGroup[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LogGroup[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new LocalRunError(`The log index ${file} is damaged: remove its folder; only local logs are lost.`);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    throw new LocalRunError(`The log folder ${folder} cannot be used: let this user read and write it, or remove it.`);
  }
}

/** The groups and their streams, in one index file of the folder. Throws LocalRunError when it cannot be read. */
export function openLogGroups(folder: string): LogGroups {
  makeFolder(folder);
  const file = join(folder, 'groups.json');
  const groups = readGroups(file);
  const save = (): void => {
    // Renaming replaces the index in one step, so a kill leaves the old one or the new one.
    writeFileSync(`${file}.new`, JSON.stringify(groups), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const named = (name: string): LogGroup | undefined => groups.find((group) => group.name === name);
  return {
    all: () => groups,
    named,
    add(names, createdAt) {
      const missing = names.filter((name) => named(name) === undefined);
      if (missing.length === 0) return;
      for (const name of missing) groups.push({ name, number: groups.length + 1, createdAt, streams: [] });
      save();
    },
    addStream(group, stream) {
      group.streams.push(stream);
      save();
    },
  };
}
