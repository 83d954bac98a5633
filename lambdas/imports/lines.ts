import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A record has to fit a 400 KB row, and is hardly longer in JSON. */
const lineAtMost = 2 * 1024 * 1024;

/** The content is not laid out as a copy's files are. */
export class OddForm extends Error {
  constructor() {
    super('A file of a copy is not laid out as we lay them out.');
    this.name = 'OddForm';
  }
}

/**
 * The records of a JSON file as copies have them: an array with one record a line. Memory holds a line at a time.
 * @throws OddForm
 */
export async function* recordsIn(content: AsyncIterable<Uint8Array> | Readable): AsyncGenerator<unknown> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.write(Buffer.from(chunk))).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > lineAtMost) throw new OddForm();
    for (const line of lines) yield* recordOf(line);
  }
  if (rest + decoder.end() !== '') throw new OddForm();
}

function* recordOf(line: string): Generator<unknown> {
  if (line === '[' || line === ']' || line === '[]') return;
  try {
    yield JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line);
  } catch {
    throw new OddForm();
  }
}
