import { countsSchema, type TransparencyCounts } from '#/domain/documents/transparency-report.ts';
import { readJson } from '#/operator/verify/read-json.ts';

/**
 * The counts of a quarter, for its transparency report.
 * @throws UnusableFile
 */
export const readCounts = (path: string): TransparencyCounts =>
  readJson(path, countsSchema(), 'a file of a quarter’s counts');
