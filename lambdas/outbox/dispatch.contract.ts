import { sharedEvents } from '#/domain/integrations/shareable.ts';
import type { JobEvent } from '#/domain/jobs.ts';

/** Which jobs act on which events. A job is a durable function of its own, with just the rights that it needs. */
export const jobsOn: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(sharedEvents.map((type) => [type, ['deliveries']])),
  'delivery.prepared': ['webhooks'],
  'integration.disconnected': ['propagations'],
  'integration.objected': ['propagations'],
  'integration.signed': ['propagations'],
  'erasure.notify': ['propagations'],
  'propagation.begun': ['webhooks'],
  'propagation.escalated': ['propagations'],
  'consent.withdrawn': ['withdrawals', 'propagations'],
  'consent.expired': ['withdrawals', 'propagations'],
  'consent.invalidated': ['withdrawals', 'propagations'],
  'erasure.confirmed': ['erasures'],
  'deletion.confirmed': ['erasures'],
  'hold.placed': ['retention'],
  'hold.provisional': ['retention'],
  'hold.released': ['retention', 'withdrawals', 'erasures'],
  'engagement.ended': ['retention'],
  'engagement.must_end': ['retention'],
  'account.held': ['retention'],
  'account.erased': ['retention'],
  'objection.objected': ['withdrawals'],
  'request.confirmed': ['exports'],
  'import.started': ['imports'],
  'objection.upheld': ['objection-outcomes'],
  'objection.overridden': ['objection-outcomes'],
  'objection.lifted': ['objection-outcomes'],
};

/** Events whose jobs run once for what they are about, and not once for each event: a request that is confirmed twice. */
const oncePerResource: ReadonlySet<string> = new Set(['erasure.confirmed', 'deletion.confirmed']);
/** What the execution is named after that an event starts. */
export const startedFor = ({ type, eventId, resourceId }: Pick<JobEvent, 'type' | 'eventId' | 'resourceId'>): string =>
  oncePerResource.has(type) ? resourceId : eventId;

export const jobAreas: readonly string[] = [...new Set(Object.values(jobsOn).flat())];

export const ledgered: ReadonlySet<string> = new Set([
  'consent.withdrawn',
  'consent.expired',
  'consent.invalidated',
  'keys.destroyed',
  'account.held',
  'account.erased',
  'engagement.ended',
  'grant.closed',
  'grant.expired',
  'integration.disconnected',
  'integration.objected',
  'guardian.revoked',
  'guardian.ended',
  'processing.restricted',
  'request.cancelled',
  'objection.objected',
  'objection.upheld',
  'objection.overridden',
  'objection.lifted',
  'member.role_changed',
  'member.deactivated',
  'hold.provisional',
  'hold.placed',
  'hold.released',
]);

/**
 * Events that take something away: keys, records, relations, sign-ins, uses, or the freedom to delete. A table restored from
 * an older copy would undo them, so each is kept in the ledger until no such copy exists.
 */
export const isLedgered = (type: string): boolean => ledgered.has(type) || type.endsWith('.deleted');
