import { createHash } from 'node:crypto';
import type { S3, S3Request } from './context.ts';
import type { OwnedPiece } from './pieces.ts';

/**
 * Writes a request's bytes to a file and has them recorded in one transaction: both or neither. `record` answers, among
 * others, the names of files that have lost their owner by it; they are gone when this resolves.
 */
export async function writePiece<Recorded extends { readonly dropped: readonly string[] }>(
  { files, store }: S3,
  { body, checksum }: S3Request,
  record: (piece: Omit<OwnedPiece, 'number'>) => Recorded,
): Promise<Recorded> {
  const md5 = createHash('md5').update(body).digest('hex');
  const piece = { ...(await files.write(body)), md5, checksum };
  let recorded: Recorded;
  try {
    recorded = store.transaction(() => record(piece));
  } catch (error) {
    await files.remove([piece.name]);
    throw error;
  }
  await files.remove(recorded.dropped);
  return recorded;
}
