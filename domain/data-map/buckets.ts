/**
 * The buckets: what is too large for a row, and what has to outlast every table. The CDK app and the local run both make
 * them from this. Names of objects hold ids only.
 */
export type BucketDefinition = {
  readonly says: string;
  /** Objects can be neither changed nor deleted for this many days after they were written, by nobody. */
  readonly objectLock?: { readonly days: number };
  /** Objects are gone after this many days, whatever else happens. */
  readonly expireDays?: number;
  /** Pages put objects here themselves, by a link that is signed for exactly these bytes. */
  readonly uploads?: true;
};

export const buckets = {
  recordings: { says: 'Recordings of sessions, sealed part by part before they arrive.' },
  exports: {
    says: 'Copies of a person’s data on the way to them, sealed, and uploads of such copies.',
    expireDays: 7,
    uploads: true,
  },
  ledger: {
    says: 'Destroyed keys, ended relations, epochs and holds, by id: replayed before a restored table serves.',
    // Longer than the oldest backup that a table could be restored from.
    objectLock: { days: 35 },
    expireDays: 400,
  },
  evidence: {
    says: 'Evidence of incidents: log lines, states and hashes by id; never what people wrote.',
    // As short as it can be, for nobody can shorten it; what a case still needs is under a legal hold besides.
    objectLock: { days: 30 },
    // S3 hides a held object at its end all the same, so this is longer than a case stays open.
    expireDays: 730,
  },
} as const satisfies Record<string, BucketDefinition>;

export type BucketName = keyof typeof buckets;
export const bucketNames = Object.keys(buckets) as BucketName[];
