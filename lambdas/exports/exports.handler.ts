import type { DurableContext } from '@aws/durable-execution-sdk-js';
import { Problem } from '#/domain/api/problems.ts';
import { objectStore } from '#/lambdas/platform/object-store.ts';
import { type JobReport, serveJob, step } from '#/lambdas/platform/serve-job.ts';
import { areExportsStopped } from '#/vault/export-stops.ts';
import { closeCopy, type Made, signManifest } from './close.ts';
import { exportsArea } from './contract.ts';
import { giveUp, handOver, removeCopy, waitsHours } from './hand-over.ts';
import { type Copying, copyingOf } from './job.ts';
import { beginning, type Cursor, writeSome } from './write.ts';

const total = (counts: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const [name, count] of counts.flatMap(Object.entries<number>)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
};

/** Whose keys are gone gets no copy: that is an end, and no failure to try again after. */
const unlessErased =
  <T>(run: () => Promise<T>) =>
  (): Promise<T | null> =>
    run().catch((cause: unknown) => {
      if (cause instanceof Problem && cause.type === 'erased') return null;
      throw cause;
    });

/** Every file, step by step: what a step has written stays, whatever happens to the next. */
async function make(copying: Copying, context: DurableContext): Promise<Made | null> {
  let made: Made = { files: [], pieces: [], withheld: {} };
  let at: Cursor | null = beginning;
  for (let number = 1; at; number++) {
    const from: Cursor = at;
    const piece = made.pieces.length + 1;
    const written = await step(
      context,
      `files-${number}`,
      unlessErased(() => writeSome(copying, from, piece)),
    );
    if (!written) return null;
    const { next, files, pieces, withheld } = written;
    made = {
      files: [...made.files, ...files],
      pieces: [...made.pieces, ...pieces],
      withheld: total([made.withheld, withheld]),
    };
    at = next;
  }
  return made;
}

/** A response may stop copies for days: the job looks again every hour, and goes on when they may be made. */
async function untilAllowed({ vault, personId }: Copying, context: DurableContext): Promise<void> {
  while (await step(context, 'stopped', () => areExportsStopped(vault, personId)))
    await context.wait('stopped', { hours: 1 });
}

/** The sizes of all pieces of a finished copy. */
async function finish(copying: Copying, context: DurableContext): Promise<readonly number[] | null> {
  const made = await make(copying, context);
  if (!made) return null;
  const signature = await step(context, 'sign', () => signManifest(copying, made));
  const last = await step(
    context,
    'close',
    unlessErased(() => closeCopy(copying, made, signature)),
  );
  return last && [...made.pieces, ...last];
}

/**
 * Makes the copy that a person asked for, and deletes it a day after it was offered. Killed at any point, it goes on where it
 * was and ends with the same bytes.
 */
async function copy(copying: Copying, context: DurableContext): Promise<JobReport> {
  await untilAllowed(copying, context);
  const pieces = await finish(copying, context);
  const isOffered = await step(context, 'hand-over', () => (pieces ? handOver(copying, pieces) : giveUp(copying)));
  if (isOffered) await context.wait('collection', { hours: waitsHours });
  await step(context, 'delete', () => removeCopy(copying));
  return { isOffered, bytes: (pieces ?? []).reduce((sum, piece) => sum + piece, 0) };
}

export const handler = serveJob(exportsArea, (event, context, { vault }) => copy(copyingOf(event, vault), context), {
  buckets: objectStore,
});
