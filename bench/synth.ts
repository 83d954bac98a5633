import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { limit } from './compare.ts';
import { npmScript } from './npm-script.ts';

async function seconds(folder: string): Promise<number> {
  const begun = performance.now();
  const code = await npmScript(['run', 'synth', '--', '--output', folder]).ended;
  if (code !== 0) throw new Error(`npm run synth ended with ${code}.`);
  return (performance.now() - begun) / 1000;
}

export const synth: Bench = {
  says: 'npm run synth of all instances',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'coachvault-synth-'));
    try {
      return { figures: [limit('npm run synth of both instances, once', await seconds(folder), 30, 's')] };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
