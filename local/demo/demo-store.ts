import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { DataFolder } from '#/local/run/data-folder.ts';
import type { DemoPerson } from '#/local/run/instance-entry.ts';
import { createSealing } from '#/local/sqlite/sealing.ts';

/** The demo people of a data folder. `attempt` counts the tries to make them: one that was cut short is begun anew. */
type DemoState = {
  readonly attempt: number;
  readonly complete: boolean;
  readonly people: readonly DemoPerson[];
};

export type DemoStore = { read(): DemoState; write(state: DemoState): void };

const NOTHING: DemoState = { attempt: 0, complete: false, people: [] };
const PLACE = ['demo'];

/**
 * Keeps the demo people with their data, sealed under the folder's secret: the next start shows them again, and
 * `instances.json` remains the only file that says a password.
 */
export function openDemoStore(folder: DataFolder): DemoStore {
  const file = folder.at('demo.sealed');
  const sealing = createSealing(folder.deriveKey('demo'));
  return {
    read: () => (existsSync(file) ? (sealing.open(PLACE, readFileSync(file)) as DemoState) : NOTHING),
    write(state) {
      writeFileSync(`${file}.new`, sealing.seal(PLACE, state), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
