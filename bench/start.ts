import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Figure } from './bench.ts';
import { limit } from './compare.ts';
import { medianOf } from './measure.ts';
import { npmScript, residentMemory } from './npm-script.ts';

const starts = 3;

type Started = { readonly seconds: number; readonly megabytes: number | undefined };

/** `npm start` until its last line, then Ctrl-C. */
async function start(folder: string): Promise<Started> {
  // Whatever the other benches set for their instance is none of this one's business.
  const environment = { COACHVAULT_DATA: folder, AWS_ENDPOINT_URL: '', AWS_ENDPOINT_URL_DYNAMODB: '' };
  const begun = performance.now();
  const script = npmScript(['start', '--', '--port-base', '0'], environment);
  await script.printed(/^ready in /m);
  const seconds = (performance.now() - begun) / 1000;
  const bytes = await residentMemory(script);
  script.interrupt();
  await script.ended;
  return { seconds, megabytes: bytes === undefined ? undefined : bytes / 1e6 };
}

async function measure(folder: string): Promise<Figure[]> {
  const first = await start(folder);
  const seconds: number[] = [];
  const megabytes: number[] = [];
  for (let count = 0; count < starts; count++) {
    const again = await start(folder);
    seconds.push(again.seconds);
    if (again.megabytes !== undefined) megabytes.push(again.megabytes);
  }
  const named = `the first start: ${first.seconds.toFixed(1)} s`;
  return [
    { ...limit('second npm start, until ready', medianOf(seconds), 5, 's', Math.max(...seconds)), baseline: named },
    ...(megabytes.length > 0
      ? [limit('memory of both instances', medianOf(megabytes), 500, 'MB', Math.max(...megabytes))]
      : []),
  ];
}

export const secondStart: Bench = {
  says: 'npm start on data that is there, and the memory it takes',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'coachvault-start-'));
    try {
      return { figures: await measure(folder) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
