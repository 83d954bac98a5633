import type { RegimeId } from '#/domain/jurisdictions/regime.ts';
import type { ClockStart } from '#/domain/jurisdictions/values.ts';
import type { ClockAudience, ClockId } from './clock-id.ts';
import type { DecidedClock } from './decision.ts';

/** Hours before the due time at which somebody is warned; `missed` is the due time itself. */
export const alarms = ['24h', '12h', '4h', 'missed'] as const;
export type Alarm = (typeof alarms)[number];

const phases = ['initial', 'follow-up', 'final'] as const;
export type Phase = (typeof phases)[number];

/** A notice that went out. */
export type SentNotice = {
  readonly phase: Phase;
  readonly noticeId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly by: string;
  /** Digest of why it was late; a first notice after its time has one (GDPR Art. 33(1)). */
  readonly lateReasonDigest?: string | undefined;
};

/** One duty to notify: a row of its own, so that nothing that happens to a run or a schedule can lose it. Moments in epoch ms. */
export type LegalClock = {
  readonly clockId: ClockId;
  readonly regime: RegimeId;
  readonly audience: ClockAudience;
  readonly citation: string;
  readonly awareAt: number;
  readonly dueAt: number;
  readonly countsFrom: ClockStart;
  /** What it counts from has happened. Until then it counts from the awareness and can only move later. */
  readonly started: boolean;
  /** The law says “promptly” or the like: the number is ours. */
  readonly byOurDefault: boolean;
  readonly threshold?: string | undefined;
  /** Alarms that were raised. */
  readonly warned: readonly Alarm[];
  readonly decision?: DecidedClock | undefined;
  readonly sent: readonly SentNotice[];
};

export type ClockState = 'running' | 'late' | 'decided-not-to-notify' | 'notified' | 'notified-late' | 'complete';

const firstSentAt = ({ sent }: LegalClock): number | undefined => sent[0]?.at;

/** Where a clock stands at a moment. Whether it is late is computed, so that no alarm has to have come for it to be so. */
export function clockState(clock: LegalClock, now: number): ClockState {
  const sentAt = firstSentAt(clock);
  if (sentAt === undefined) {
    if (clock.decision?.outcome === 'not-notify') return 'decided-not-to-notify';
    return now >= clock.dueAt ? 'late' : 'running';
  }
  if (sentAt > clock.dueAt) return 'notified-late';
  return clock.sent.some(({ phase }) => phase === 'final') ? 'complete' : 'notified';
}

/** Clocks that still ask something of us: nobody was told, and nobody decided that none has to be. */
export const openClocks = (clocks: readonly LegalClock[]): LegalClock[] =>
  clocks.filter((clock) => clock.sent.length === 0 && clock.decision?.outcome !== 'not-notify');
