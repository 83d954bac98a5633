/** Replaces what differs between any two worlds by what stays the same: the same value gets the same word wherever it stands. */
export type Comparable = (text: string) => string;

const id = /\b[a-z]{2}\.([a-z]+)_[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g;
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Of a time the day is left: both worlds live through the same days. */
const time = /(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const milliseconds = /\b1[6-9]\d{11}\b/g;
const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
/** Hashes, and the checksums of single members of signed documents. */
const hash = /\b(?:[0-9a-f]{64}|(?<=")[0-9a-f]{8}(?="))\b/g;
/** What a presigned address says of its moment and its signer. */
const presigned = /(X-Amz-[\w-]+)=[^&"\s]+/g;
/** Cursors, signatures and keys. */
const opaque = /[A-Za-z0-9_-]{43,}/g;

/**
 * One for each world. Names are given in the order in which values appear, so one value more is one name more. `own` are
 * facts of the world’s surroundings: its addresses and user pools.
 */
export function comparable(own: readonly string[]): Comparable {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const named = (kind: string, value: string): string => {
    const known = names.get(value);
    if (known) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    names.set(value, `<${kind} ${count}>`);
    return `<${kind} ${count}>`;
  };
  return (text) =>
    own
      .reduce((so, fact, index) => so.replaceAll(fact, `<own ${index}>`), text)
      .replaceAll(presigned, '$1')
      .replaceAll(id, (value, kind: string) => named(kind, value))
      .replaceAll(email, (value) => named('address', value))
      .replaceAll(hash, '<hash>')
      .replaceAll(time, '$1')
      .replaceAll(milliseconds, (value) => new Date(Number(value)).toISOString().slice(0, 10))
      .replaceAll(uuid, '<uuid>')
      .replaceAll(opaque, '<opaque>');
}
