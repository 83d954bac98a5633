// `npm run bench`: every figure of docs/benchmarks.md in one table. `npm run bench -- <name> ...` runs only those named.
import { rm } from 'node:fs/promises';
import type { Bench, Figure } from './bench.ts';
import { capacity } from './capacity.ts';
import { coldStartBench } from './cold-start.ts';
import { consentGate } from './consent-gate.ts';
import { consents } from './consents.ts';
import { erasure } from './erasure.ts';
import { exportBench } from './export.ts';
import { makeFastFolder } from './fast-folder.ts';
import { type BenchInstance, serveHere, startBenchInstance } from './instance/start.ts';
import { kmsCalls } from './kms-calls.ts';
import { noteRead } from './note-read.ts';
import { sealing } from './sealing.ts';
import { secondStart } from './start.ts';
import { synth } from './synth.ts';
import { figureTable } from './table.ts';
import { withdrawal } from './withdrawal.ts';

const benches: Readonly<Record<string, Bench>> = {
  'cold-start': coldStartBench,
  'note-read': noteRead,
  sealing,
  'kms-calls': kmsCalls,
  consents,
  'consent-gate': consentGate,
  withdrawal,
  export: exportBench,
  erasure,
  capacity,
  start: secondStart,
  synth,
};

async function runAll(names: readonly string[]): Promise<void> {
  const folder = await makeFastFolder('bench');
  let started: Promise<BenchInstance> | undefined;
  const instance = (): Promise<BenchInstance> => {
    started ??= startBenchInstance(folder).then((running) => {
      serveHere(running);
      return running;
    });
    return started;
  };
  const figures: Figure[] = [];
  const notes: string[] = [];
  try {
    for (const name of names) {
      console.error(`${name}: ${benches[name]?.says}`);
      const outcome = await benches[name]?.run({ instance });
      figures.push(...(outcome?.figures ?? []));
      notes.push(...(outcome?.notes ?? []));
    }
  } finally {
    await started?.then((running) => running.close()).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
  report(figures, notes);
}

function report(figures: readonly Figure[], notes: readonly string[]): void {
  console.log(`\n${figureTable(figures)}`);
  for (const note of notes) console.log(`\n${note}`);
  const missed = figures.filter(({ met }) => met === false);
  const withTarget = figures.filter(({ met }) => met !== undefined);
  console.log(
    `\n${withTarget.length - missed.length} of ${withTarget.length} targets met${missed.length > 0 ? ', NOT MET:' : ''}`,
  );
  for (const { what } of missed) console.log(`  ${what}`);
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 1;
} else {
  await runAll(asked.length > 0 ? asked : Object.keys(benches));
  process.exit();
}
