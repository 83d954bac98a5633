import { AwsError } from '#/local/aws/service.ts';

/** From `from` up to and without `to`. */
export type ByteRange = { readonly from: number; readonly to: number };

/**
 * What a Range header asks of `size` bytes; undefined, as on S3, for none and for one that is not understood: the whole
 * is answered then. Throws AwsError (416) when nothing lies in it.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (first !== '' && last !== '' && Number(last) < from) return undefined;
  if (from >= to) throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
  return { from, to };
}
