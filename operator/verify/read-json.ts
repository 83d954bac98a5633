import { jsonFault } from '#/domain/proof/json-fault.ts';
import { shapeFaults } from '#/domain/proof/shape-faults.ts';
import { readBytes, textOf, UnusableFile } from './read-text.ts';

/**
 * The JSON in a file, of the shape that `schema` says; `what` is what the file should be, for the error.
 * @throws UnusableFile with everything that is wrong with it
 */
export function readJson<T>(path: string, schema: Parameters<typeof shapeFaults>[0], what: string): T {
  const read = textOf(readBytes(path));
  const text = 'text' in read ? read.text : '';
  const notJson = 'text' in read ? jsonFault(text) : `It is not UTF-8 from byte ${read.badByte} on.`;
  const faults = notJson ? [notJson] : shapeFaults(schema, JSON.parse(text));
  if (faults.length === 0) return JSON.parse(text) as T;
  throw new UnusableFile(`${path} is not ${what}. ${faults.join(' ')}`);
}
