import * as z from 'zod/mini';
import { id } from '#/domain/ids.ts';
import { caseStates } from '#/domain/incidents/case/standing.ts';
import { headOf, type TimelineEntry, type TimelineHead } from '#/domain/incidents/case/timeline.ts';
import { type Severity, severityNames } from '#/domain/incidents/severity.ts';
import { once } from '#/domain/once.ts';
import { shapeFaults } from '#/domain/proof/shape-faults.ts';
import type { SignedContent } from '#/domain/proof/signed-document.ts';
import { sha256 } from '#/domain/text.ts';
import { custodyFaults, type EvidenceItem, evidenceItemSchema } from './item.ts';

/** What is signed about a case: the end of its timeline and the hash of everything that was collected. */
export type CaseManifest = SignedContent & {
  readonly kind: 'case-manifest';
  readonly incidentId: string;
  readonly severity: Severity;
  readonly state: (typeof caseStates)[number];
  readonly timeline: TimelineHead & { readonly sha256: string; readonly bytes: number };
  readonly items: readonly EvidenceItem[];
};

type CaseFacts = Pick<CaseManifest, 'instance' | 'issuedAt' | 'incidentId' | 'severity' | 'state' | 'items'> & {
  readonly entries: readonly TimelineEntry[];
  /** Of the file that `timelineText` makes. */
  readonly file: { readonly sha256: string; readonly bytes: number };
};

/** The manifest of a case as a document to sign; items in the order of their numbers. */
export const caseManifest = ({ entries, file, items, ...facts }: CaseFacts): CaseManifest => ({
  kind: 'case-manifest',
  formatVersion: 1,
  ...facts,
  timeline: { ...headOf(entries), ...file },
  items: items.toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1)),
});

const partsSchema = once(() =>
  z.strictObject({
    kind: z.literal('case-manifest'),
    formatVersion: z.literal(1),
    instance: z.string(),
    issuedAt: z.string(),
    incidentId: id('incident'),
    severity: z.enum(severityNames),
    state: z.enum(caseStates),
    timeline: z.strictObject({
      entries: z.int().check(z.minimum(0)),
      head: z.nullable(sha256()),
      sha256: sha256(),
      bytes: z.int().check(z.minimum(0)),
    }),
    items: z.array(evidenceItemSchema()),
  }),
);

/** What is wrong with the manifest of a case besides its signature: its shape, its items and their custody. */
export function caseManifestFaults(document: unknown): string[] {
  const malformed = shapeFaults(partsSchema(), document, 'document');
  if (malformed.length > 0) return malformed;
  const { items } = document as CaseManifest;
  const ids = items.map(({ itemId }) => itemId);
  const repeated = [...new Set(ids.filter((itemId, index) => ids.indexOf(itemId) !== index))];
  return [...repeated.map((itemId) => `Item ${itemId} is listed more than once.`), ...items.flatMap(custodyFaults)];
}
