import * as z from 'zod/mini';
import type { ObjectionState } from '#/domain/consent/objections.ts';
import {
  type ConsentPurpose,
  isLegitimateInterest,
  type LegitimatePurpose,
  needsConsent,
} from '#/domain/data-map/purposes.ts';
import { jobEvent } from '#/domain/jobs.ts';
import { once } from '#/domain/once.ts';

/** What the ledger says of something that was taken away for good: an event of the outbox, by id. */
export const ledgerEntry = once(() =>
  z.extend(jobEvent(), {
    /** Rows of the key table that went with it, as `<row key>|<key id>`. */
    rows: z.optional(z.array(z.string())),
  }),
);
export type LedgerEntry = z.output<ReturnType<typeof ledgerEntry>>;

/** Something that must be so in every table from then on, whatever copy it was restored from. */
export type Fact =
  | { readonly kind: 'key_destroyed'; readonly personId: string; readonly sk: string; readonly keyId: string }
  | {
      readonly kind: 'consent_ended';
      readonly personId: string;
      readonly purpose: ConsentPurpose;
      readonly state: 'withdrawn' | 'expired' | 'invalidated';
      readonly at: number;
    }
  | { readonly kind: 'account_closed'; readonly personId: string; readonly requestId: string }
  | { readonly kind: 'record_deleted'; readonly personId: string; readonly recordId: string }
  | { readonly kind: 'engagement_ended'; readonly clientId: string; readonly engagementId: string; readonly at: number }
  | { readonly kind: 'member_out'; readonly personId: string; readonly organizationId: string; readonly at: number }
  | {
      readonly kind: 'disconnected';
      readonly personId: string;
      readonly integrationId: string;
      readonly state: 'disconnected' | 'objected';
      readonly at: number;
    }
  | { readonly kind: 'guardian_out'; readonly personId: string; readonly at: number }
  | {
      readonly kind: 'restriction';
      readonly personId: string;
      readonly requestId: string;
      readonly stands: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'objection';
      readonly personId: string;
      readonly purpose: LegitimatePurpose;
      readonly state: ObjectionState;
      readonly at: number;
    }
  | { readonly kind: 'hold'; readonly personId: string; readonly holdId: string; readonly binds: boolean };

type Facts = (entry: LedgerEntry) => readonly Fact[];

const consentEnded =
  (state: 'withdrawn' | 'expired' | 'invalidated'): Facts =>
  ({ subjectId: personId, purpose, at }) =>
    purpose && needsConsent(purpose) ? [{ kind: 'consent_ended', personId, purpose, state, at }] : [];

const accountClosed: Facts = ({ subjectId: personId, resourceId: requestId }) => [
  { kind: 'account_closed', personId, requestId },
];

/** A role that changed is not in the ledger, so the member is out until an administrator gives the role again. */
const memberOut: Facts = ({ subjectId: personId, resourceId: organizationId, at }) => [
  { kind: 'member_out', personId, organizationId, at },
];

const holdThat =
  (binds: boolean): Facts =>
  ({ subjectId: personId, resourceId: holdId }) => [{ kind: 'hold', personId, holdId, binds }];

const disconnected =
  (state: 'disconnected' | 'objected'): Facts =>
  ({ subjectId: personId, resourceId: integrationId, at }) => [
    { kind: 'disconnected', personId, integrationId, state, at },
  ];

/** Which of several guardians it was is not told, so each of them has to be confirmed again. */
const guardianOut: Facts = ({ subjectId: personId, at }) => [{ kind: 'guardian_out', personId, at }];

const restrictionThat =
  (stands: boolean): Facts =>
  ({ subjectId: personId, resourceId: requestId, at }) => [{ kind: 'restriction', personId, requestId, stands, at }];

const objection =
  (state: ObjectionState): Facts =>
  ({ subjectId: personId, purpose, at }) =>
    purpose && isLegitimateInterest(purpose) ? [{ kind: 'objection', personId, purpose, state, at }] : [];

/** What each kind of event means for a restored table, besides the key rows that it names. */
const factsOn: Readonly<Record<string, Facts>> = {
  'consent.withdrawn': consentEnded('withdrawn'),
  'consent.expired': consentEnded('expired'),
  'consent.invalidated': consentEnded('invalidated'),
  'account.held': accountClosed,
  'account.erased': accountClosed,
  'engagement.ended': ({ subjectId: clientId, resourceId: engagementId, at }) => [
    { kind: 'engagement_ended', clientId, engagementId, at },
  ],
  'member.role_changed': memberOut,
  'member.deactivated': memberOut,
  'integration.disconnected': disconnected('disconnected'),
  'integration.objected': disconnected('objected'),
  'guardian.revoked': guardianOut,
  'guardian.ended': guardianOut,
  'processing.restricted': restrictionThat(true),
  'request.cancelled': restrictionThat(false),
  'objection.objected': objection('objected'),
  'objection.upheld': objection('upheld'),
  'objection.overridden': objection('overridden'),
  'objection.lifted': objection('lifted'),
  'hold.provisional': holdThat(true),
  'hold.placed': holdThat(true),
  'hold.released': holdThat(false),
  // Their key rows are all there is to them.
  'keys.destroyed': () => [],
  'grant.closed': () => [],
  'grant.expired': () => [],
};

const recordDeleted: Facts = ({ subjectId: personId, resourceId: recordId }) => [
  { kind: 'record_deleted', personId, recordId },
];

const keysDestroyed: Facts = ({ subjectId: personId, rows = [] }) =>
  rows.map((row) => {
    const [sk = '', keyId = ''] = row.split('|');
    return { kind: 'key_destroyed', personId, sk, keyId };
  });

/**
 * What an entry of the ledger demands of the tables.
 * @throws TypeError for an event that nothing is known about: better no restore than one that forgets something
 */
export function factsOf(entry: LedgerEntry): readonly Fact[] {
  const facts = factsOn[entry.type] ?? (entry.type.endsWith('.deleted') ? recordDeleted : undefined);
  if (!facts) {
    throw new TypeError(`Nothing says what ${entry.type} means for a restored table: see domain/restore/facts.ts.`);
  }
  return [...keysDestroyed(entry), ...facts(entry)];
}
