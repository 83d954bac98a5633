import * as z from 'zod/mini';
import { holders } from '#/domain/data-map/holders.ts';
import { mapVersion } from '#/domain/data-map/version.ts';
import { once } from '#/domain/once.ts';
import { sha256 } from '#/domain/text.ts';
import { leftOut, redacted } from './contents.ts';

/** One file of a copy, its manifest excepted. */
export type CopiedFile = {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** How many records it holds, where it holds records. */
  readonly records?: number | undefined;
};

/** What a copy is of, and what went into it. */
export type CopyFacts = {
  readonly instance: string;
  readonly personId: string;
  readonly requestId: string;
  /** Epoch ms: what came to be later is not in it. */
  readonly asOf: number;
  readonly files: readonly CopiedFile[];
  /** Records that were found and are not in it, by entity. */
  readonly withheld: Readonly<Record<string, number>>;
};

const whyWithheld = 'Somebody else wrote it for themselves alone, its consent was withdrawn, or its time was over.';

const elsewhere = () =>
  Object.entries(holders).map(([holder, { says, keepDays }]) => ({ holder, says, keptDays: keepDays }));

/** What is signed about a copy: every file with its hash, what is left out and why, and where else something may be. */
export const manifestOf = ({ instance, personId, requestId, asOf, files, withheld }: CopyFacts) => ({
  kind: 'export-manifest' as const,
  formatVersion: 1 as const,
  instance,
  issuedAt: new Date(asOf).toISOString(),
  personId,
  requestId,
  mapVersion: { ...mapVersion },
  parts: files.map((file) => ({ ...file })),
  leftOut: leftOut(),
  redacted: redacted(),
  withheld: Object.entries(withheld)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([entity, count]) => ({ entity, count, why: whyWithheld })),
  elsewhere: elsewhere(),
});

/** The parts of a manifest that an import builds on. */
export const manifestSchema = once(() =>
  z.looseObject({
    kind: z.literal('export-manifest'),
    formatVersion: z.literal(1),
    instance: z.string(),
    personId: z.string(),
    parts: z.array(
      z.strictObject({
        name: z.string(),
        sha256: sha256(),
        bytes: z.int().check(z.minimum(0)),
        records: z.optional(z.int().check(z.minimum(0))),
      }),
    ),
  }),
);
