import { mapVersion } from '#/domain/data-map/version.ts';
import type { SignedContent } from '#/domain/proof/signed-document.ts';
import { copiesLapseAt, keysLapseAt } from './copies.ts';

/** How many records of each kind: by the entity’s name, or `<entity>_pointer`. */
export type Counts = Readonly<Record<string, number>>;
/** What was found before anything was deleted, and so what was deleted, however often the work was cut short. */
export type Survey = {
  /** By store. */
  readonly goes: Readonly<Record<string, Counts>>;
  /** Objects, by bucket. */
  readonly objects: Counts;
  /** By entity; `until` is when the last of them goes, epoch ms, or undefined where nothing has begun its period. */
  readonly stays: Readonly<Record<string, { readonly count: number; readonly why: string; readonly until?: number }>>;
  /** Kept by a hold: by entity. */
  readonly held: Counts;
};

/** A third party that had got something, and what it said. */
export type Recipient = {
  readonly integrationId: string;
  readonly state: 'told' | 'acknowledged' | 'escalated';
  readonly toldAt: number;
  readonly answeredAt?: number | undefined;
};

/** A hold as the certificate may tell it. */
export type Retaining = { readonly holdId: string; readonly reason: string; readonly reviewAt: string };

/** All that a certificate says. Moments are epoch ms. */
export type ErasureFacts = {
  readonly instance: string;
  readonly requestId: string;
  /** Keyed hash by which we, and nobody else, can say whose certificate it is. */
  readonly reference: string;
  readonly basis: 'account' | 'record' | 'kind';
  /** Of an early deletion: the record or kind of record. */
  readonly about?: string | undefined;
  readonly issuedAt: number;
  /** When it became unreadable: the account closed, or the first record was deleted. */
  readonly effectiveAt: number;
  /** When all of it had been read back and none was found. */
  readonly readBackAt: number;
  /** As `key#coaching|<key id>`. */
  readonly keys: readonly string[];
  readonly survey: Survey;
  /** User pools in which an account was deleted. */
  readonly accounts: readonly string[];
  readonly recipients: readonly Recipient[];
  readonly retaining: readonly Retaining[];
};

const instant = (at: number): string => new Date(at).toISOString();
const listed = <T, R>(table: Readonly<Record<string, T>>, each: (name: string, of: T) => R): R[] =>
  Object.keys(table)
    .sort()
    .map((name) => each(name, table[name] as T));

const keyOf = (named: string) => {
  const [key, keyId] = named.split('|');
  return { key, keyId };
};

const retained = ({ survey, retaining }: ErasureFacts) =>
  retaining.length === 0
    ? []
    : [
        {
          records: listed(survey.held, (entity, count) => ({ entity, count })),
          why: 'A legal hold. The keys are wrapped so that only a court’s order can have them opened.',
          holds: retaining.map(({ holdId, reason, reviewAt }) => ({ holdId, reason, reviewAt })),
          until: 'Until two people release the hold; then they are deleted, and a second certificate says so.',
        },
      ];

/** The certificate of an erasure or early deletion. It holds ids, counts and times, and nothing that names the person. */
export function certificateOf(facts: ErasureFacts): SignedContent {
  const { survey, effectiveAt, readBackAt } = facts;
  const verified = { readBackAt: instant(readBackAt), found: 0 };
  return {
    kind: 'erasure-certificate',
    formatVersion: 1,
    instance: facts.instance,
    issuedAt: instant(facts.issuedAt),
    requestId: facts.requestId,
    reference: facts.reference,
    basis: facts.basis,
    ...(facts.about === undefined ? {} : { about: facts.about }),
    mapVersion: mapVersion.version,
    unreadableSince: instant(effectiveAt),
    keysDestroyed: [...facts.keys].sort().map(keyOf),
    stores: listed(survey.goes, (store, counts) => ({
      store,
      action: 'deleted',
      records: listed(counts, (entity, count) => ({ entity, count })),
      verified,
    })),
    objects: listed(survey.objects, (bucket, count) => ({ bucket, action: 'deleted', count, verified })),
    userPools: facts.accounts.map((pool) => ({ pool, action: 'account deleted' })),
    thirdParties: facts.recipients.map(({ integrationId, state, toldAt, answeredAt }) => ({
      integrationId,
      state,
      toldAt: instant(toldAt),
      ...(answeredAt === undefined ? {} : { answeredAt: instant(answeredAt) }),
    })),
    stays: listed(survey.stays, (entity, { count, why, until }) => ({
      entity,
      count,
      why,
      ...(until === undefined ? {} : { until: instant(until) }),
    })),
    retained: retained(facts),
    copiesLapse: {
      keys: instant(keysLapseAt(effectiveAt)),
      records: instant(copiesLapseAt(readBackAt)),
      says: 'Until then, point-in-time recovery and backups hold sealed copies. A restored table serves nothing before the ledger of erasures was repeated on it.',
    },
  };
}
