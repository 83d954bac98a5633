import * as z from 'zod';

const answerShape = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.unknown() })).nullish() })
  .nullish();

/**
 * How many records from the first one on a function took, by its answer: all, unless it names some as failed. One that it
 * names wrongly fails the whole batch, and so does an answer of another shape, as with AWS.
 */
export function takenOf(sequenceNumbers: readonly (string | undefined)[], answer: unknown): number {
  const read = answerShape.safeParse(answer);
  if (!read.success) return 0;
  const failures = read.data?.batchItemFailures ?? [];
  const places = failures.map(({ itemIdentifier }) => sequenceNumbers.indexOf(itemIdentifier as string));
  return Math.max(0, Math.min(sequenceNumbers.length, ...places));
}
