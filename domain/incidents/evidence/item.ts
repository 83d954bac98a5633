import * as z from 'zod/mini';
import { actor } from '#/domain/ids.ts';
import { once } from '#/domain/once.ts';
import { instant, sha256 } from '#/domain/text.ts';
import { type ItemKind, itemKindNames } from './contents.ts';

/** What can happen to an item of evidence. Nothing changes it: it is under Object Lock. */
export const custodyActs = ['collected', 'sealed', 'copied', 'examined', 'handed-over', 'exported'] as const;

/** After ISO/IEC 27037: who had it when, with what, where, and the hash that it had then. */
export type CustodyRecord = {
  readonly at: string;
  readonly by: string;
  readonly act: (typeof custodyActs)[number];
  /** The tool and its version, such as `coachvault/1.4.0`. */
  readonly with: string;
  readonly sha256: string;
  /** Where it lay then: the key of an object, or a place by name. */
  readonly where: string;
};

export type EvidenceItem = {
  /** `0003-access-log`: the number it has in the case, and its kind. A repeated collection makes the same. */
  readonly itemId: string;
  readonly kind: ItemKind;
  /** SHA-256 and length of its bytes. */
  readonly sha256: string;
  readonly bytes: number;
  readonly lines: number;
  readonly objectKey: string;
  readonly collectedAt: string;
  readonly collectedBy: string;
  readonly collectedWith: string;
  /** From the collection on, the oldest first. */
  readonly custody: readonly CustodyRecord[];
};

export const itemIdOf = (number: number, kind: ItemKind): string => `${String(number).padStart(4, '0')}-${kind}`;
/** What its file is called in a bundle. */
export const itemName = (itemId: string): string => `items/${itemId}.jsonl`;
/** Where it lies in the evidence bucket. */
export const itemKey = (incidentId: string, itemId: string): string => `cases/${incidentId}/${itemName(itemId)}`;

type Collected = Pick<EvidenceItem, 'kind' | 'sha256' | 'bytes' | 'lines' | 'collectedBy' | 'collectedWith'> & {
  readonly incidentId: string;
  readonly number: number;
  /** Epoch ms. */
  readonly at: number;
};

/** An item that was collected just now, with the first record of its custody. */
export function collectedItem({ incidentId, number, at, ...facts }: Collected): EvidenceItem {
  const itemId = itemIdOf(number, facts.kind);
  const objectKey = itemKey(incidentId, itemId);
  const collectedAt = new Date(at).toISOString();
  const { collectedBy: by, collectedWith, sha256 } = facts;
  const custody = [{ at: collectedAt, by, act: 'collected', with: collectedWith, sha256, where: objectKey } as const];
  return { itemId, objectKey, collectedAt, custody, ...facts };
}

/**
 * The item with one more record of custody.
 * @throws TypeError when its hash is another, or the record is older than the last: that item is not this one any more
 */
export function withCustody(item: EvidenceItem, record: CustodyRecord): EvidenceItem {
  const changed = { ...item, custody: [...item.custody, record] };
  const [fault] = custodyFaults(changed);
  if (fault) throw new TypeError(fault);
  return changed;
}

/** What is wrong with the custody of an item, one sentence each. */
export function custodyFaults({ itemId, sha256: hash, collectedAt, collectedBy, custody }: EvidenceItem): string[] {
  const [first] = custody;
  const isBegun = first?.act === 'collected' && first.at === collectedAt && first.by === collectedBy;
  return [
    ...(isBegun ? [] : [`Item ${itemId}: its custody does not begin with its collection.`]),
    ...custody.flatMap((record, index) => [
      ...(record.sha256 === hash
        ? []
        : [`Item ${itemId}: custody record ${index + 1} has another SHA-256 than the item.`]),
      ...(index > 0 && Date.parse(record.at) < Date.parse(custody[index - 1]?.at ?? '')
        ? [`Item ${itemId}: custody record ${index + 1} is older than the one before it.`]
        : []),
    ]),
  ];
}

const word = (most: number) =>
  z.string().check(z.maxLength(most), z.regex(/^[A-Za-z0-9][A-Za-z0-9._:/@+-]*$/, 'must be one word without spaces'));

export const evidenceItemSchema = once(() =>
  z.strictObject({
    itemId: z.string().check(z.regex(/^\d{4,6}-[a-z-]{1,40}$/, 'must be the id of an item, such as 0003-access-log')),
    kind: z.enum(itemKindNames),
    sha256: sha256(),
    bytes: z.int().check(z.minimum(0)),
    lines: z.int().check(z.minimum(0)),
    objectKey: word(300),
    collectedAt: instant(),
    collectedBy: actor(),
    collectedWith: word(80),
    custody: z.array(
      z.strictObject({
        at: instant(),
        by: actor(),
        act: z.enum(custodyActs),
        with: word(80),
        sha256: sha256(),
        where: word(300),
      }),
    ),
  }),
);
