import type { SignedContent } from '#/domain/proof/signed-document.ts';
import { mapVersion } from './version.ts';

type Counts = Readonly<Record<string, number>>;

/** What a run of the sweeper says of itself. Moments are epoch ms, counts by entity or store. */
export type RetentionFacts = {
  readonly instance: string;
  readonly proofId: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly looked: Counts;
  readonly deleted: Counts;
  readonly held: Counts;
  readonly objects: number;
  readonly orphanedObjects: Counts;
  readonly datedEngagements: number;
};

const instant = (at: number): string => new Date(at).toISOString();
const listed = <N extends string>(counts: Counts, name: N) =>
  Object.keys(counts)
    .sort()
    .map((key) => ({ [name]: key, count: counts[key] }));

/** The proof of a run: counts and times, and nobody. */
export const retentionProofOf = (facts: RetentionFacts): SignedContent => ({
  kind: 'retention-proof',
  formatVersion: 1,
  instance: facts.instance,
  issuedAt: instant(facts.endedAt),
  proofId: facts.proofId,
  startedAt: instant(facts.startedAt),
  mapVersion: mapVersion.version,
  lookedAt: listed(facts.looked, 'store'),
  deleted: listed(facts.deleted, 'entity'),
  keptByHolds: listed(facts.held, 'entity'),
  deletedObjects: facts.objects,
  deletedOrphans: listed(facts.orphanedObjects, 'bucket'),
  engagementsDated: facts.datedEngagements,
});
