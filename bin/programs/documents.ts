import { reviewsDue } from '#/domain/documents/reviews-due.ts';
import { areas } from '#/lambdas/contract.ts';
import type { Instance } from '#/lib/instances.ts';
import { readCounts } from '#/operator/documents/counts-file.ts';
import { writeDocuments } from '#/operator/documents/write-documents.ts';

/**
 * Writes the documents of these instances, and says which, and what somebody has to look at again.
 * @throws UnusableFile
 */
export function sayDocuments(folder: string, of: readonly Instance[], countsFile: string | undefined): string {
  const counts = countsFile === undefined ? undefined : readCounts(countsFile);
  const written = writeDocuments({ folder, of, areas, counts });
  const hint = 'There is no transparency report: give its counts with --counts <file>.';
  return [...written, ...(counts === undefined ? [hint] : []), ...reviewsDue(Date.now())].join('\n');
}
