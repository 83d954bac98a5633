import type { DurableContext } from '@aws/durable-execution-sdk-js';
import { objectStore } from '#/lambdas/platform/object-store.ts';
import { type JobReport, serveJob, step } from '#/lambdas/platform/serve-job.ts';
import { checkUpload } from './check.ts';
import { importsArea } from './contract.ts';
import { endImport } from './end.ts';
import { type Importing, importingOf } from './job.ts';
import { type Counted, countFiles, restoreFile } from './restore.ts';

type Restored = { readonly entity: string; readonly found: number; readonly restored: number };

/** Counts by entity: a large one stands in several files. */
function together(files: readonly Counted[]): Restored[] {
  const byEntity = Map.groupBy(files, ({ entity }) => entity);
  return [...byEntity].map(([entity, some]) => ({
    entity,
    found: some.reduce((sum, { found }) => sum + found, 0),
    restored: some.reduce((sum, { missing }) => sum + missing, 0),
  }));
}

/**
 * Checks all of an upload; then brings back what is missing here, or, if anything is wrong, nothing. What was counted before
 * the first record came back is what is reported, however often the rest starts over.
 */
async function take(importing: Importing, context: DurableContext): Promise<JobReport> {
  const { faults, files } = await step(context, 'check', () => checkUpload(importing));
  const counted = await step(context, 'count', () => countFiles(importing, files));
  for (const file of counted.filter(({ missing }) => missing > 0)) {
    await step(context, `restore ${file.name}`, () => restoreFile(importing, file));
  }
  const restored = together(counted);
  await step(context, 'end', () => endImport(importing, { faults: [...faults], restored }));
  return { faults: faults.length, restored: restored.reduce((sum, one) => sum + one.restored, 0) };
}

export const handler = serveJob(importsArea, (event, context, { vault }) => take(importingOf(event, vault), context), {
  buckets: objectStore,
});
