import { hashedEntry, type TimelineEntry, type TimelineHead } from './timeline.ts';

export type TimelineFault = {
  readonly fault: 'changed' | 'dropped' | 'reordered' | 'repeated' | 'unlinked' | 'foreign' | 'truncated' | 'added';
  /** The entry that it is about. */
  readonly sequence: number;
  readonly says: string;
};

type Expected = TimelineHead & { readonly incidentId: string };
type Sha256 = (text: string) => string;

const sentences: Readonly<Record<TimelineFault['fault'], (sequence: number) => string>> = {
  changed: (n) => `Timeline entry ${n} is not what its hash was made of: it was changed.`,
  dropped: (n) => `Timeline entry ${n} is missing.`,
  reordered: (n) => `Timeline entry ${n} stands before an entry that is older: they were reordered.`,
  repeated: (n) => `Timeline entry ${n} is there more than once.`,
  unlinked: (n) => `Timeline entry ${n} does not follow entry ${n - 1} as it stands: one of the two was replaced.`,
  foreign: (n) => `Timeline entry ${n} belongs to another case.`,
  truncated: (n) => `Timeline entry ${n} is missing at the end: the signed head counts it.`,
  added: (n) => `Timeline entry ${n} is beyond the signed head: it was added later or replaced.`,
};
const faultOf =
  (fault: TimelineFault['fault']) =>
  (sequence: number): TimelineFault => ({ fault, sequence, says: sentences[fault](sequence) });

/** Numbers of entries that stand behind a higher one, twice, or not at all. */
function orderFaults(entries: readonly TimelineEntry[], counted: number): TimelineFault[] {
  const numbers = entries.map(({ sequence }) => sequence);
  const present = new Set(numbers);
  const last = Math.max(0, ...present);
  const wanted = Array.from({ length: Math.max(counted, last) }, (_, index) => index + 1);
  const missing = wanted.filter((number) => !present.has(number));
  return [
    ...numbers.filter((number, index) => (numbers[index + 1] ?? number) < number).map(faultOf('reordered')),
    ...[...new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index))].map(faultOf('repeated')),
    ...missing.filter((number) => number < last).map(faultOf('dropped')),
    ...missing.filter((number) => number > last).map(faultOf('truncated')),
  ];
}

/**
 * What is wrong with a timeline, by entry; nothing when it is exactly the one whose end was signed. One fault is named once:
 * what only follows from it is left out.
 */
export function verifyTimeline(entries: readonly TimelineEntry[], signed: Expected, sha256: Sha256): TimelineFault[] {
  const byNumber = new Map(entries.map((entry) => [entry.sequence, entry]));
  const changed = new Set(
    entries.filter((entry) => sha256(hashedEntry(entry)) !== entry.hash).map(({ sequence }) => sequence),
  );
  const isLinked = ({ sequence, previousHash }: TimelineEntry): boolean => {
    const before = byNumber.get(sequence - 1);
    if (sequence > 1 && before === undefined) return true;
    if (changed.has(sequence) || changed.has(sequence - 1)) return true;
    return previousHash === (before?.hash ?? null);
  };
  const beyond = entries.filter(({ sequence }) => sequence > signed.entries);
  const last = byNumber.get(signed.entries);
  const isReplaced = last !== undefined && !changed.has(last.sequence) && last.hash !== signed.head;
  return [
    ...[...changed].map(faultOf('changed')),
    ...orderFaults(entries, signed.entries),
    ...entries.filter((entry) => !isLinked(entry)).map(({ sequence }) => faultOf('unlinked')(sequence)),
    ...entries
      .filter(({ incidentId }) => incidentId !== signed.incidentId)
      .map(({ sequence }) => faultOf('foreign')(sequence)),
    ...[...beyond, ...(isReplaced ? [last] : [])].map(({ sequence }) => faultOf('added')(sequence)),
  ];
}
