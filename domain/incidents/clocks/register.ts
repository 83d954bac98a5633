import type { Category } from '#/domain/data-map/categories.ts';
import type { RootCause } from '#/domain/incidents/case/standing.ts';
import type { BindingRegime } from '#/domain/jurisdictions/binding.ts';
import { compare, keptUntil } from '#/domain/jurisdictions/comparison.ts';
import { type ClockState, clockState, type LegalClock } from './clock.ts';

/** What the register knows of the case: facts, effects and what was done (GDPR Art. 33(5)). */
type RegisteredCase = {
  readonly incidentId: string;
  readonly awareAt: number;
  readonly isPersonalDataBreach: boolean;
  readonly cause: RootCause;
  readonly people: number;
  readonly records: number;
  readonly categories: readonly Category[];
  readonly actions: readonly string[];
};

export type RegisterEntry = RegisteredCase & {
  readonly clocks: readonly {
    readonly clockId: LegalClock['clockId'];
    readonly citation: string;
    readonly state: ClockState;
    readonly dueAt: number;
    readonly notifiedAt?: number;
    readonly reasonsDigest?: string;
    readonly lateReasonDigest?: string;
  }[];
  /** Until when it has to be kept, epoch ms. */
  readonly keepUntil: number;
};

/** Years for which the register is kept where no law sets a period. */
const defaultKeep = { years: 5 } as const;

/** The entry of a case in the register of breaches. There is one for each, also when nobody had to be told. */
export function registerEntry(
  facts: RegisteredCase,
  clocks: readonly LegalClock[],
  regimes: readonly BindingRegime[],
  now: number,
): RegisterEntry {
  const { awareAt } = facts;
  const [longest] = compare('breachRegisterRetention', regimes, { at: awareAt });
  return {
    ...facts,
    clocks: clocks.map((clock) => {
      const [first] = clock.sent;
      return {
        clockId: clock.clockId,
        citation: clock.citation,
        state: clockState(clock, now),
        dueAt: clock.dueAt,
        ...(first ? { notifiedAt: first.at } : {}),
        ...(clock.decision ? { reasonsDigest: clock.decision.reasonsDigest } : {}),
        ...(first?.lateReasonDigest ? { lateReasonDigest: first.lateReasonDigest } : {}),
      };
    }),
    keepUntil: Math.max(keptUntil(awareAt, defaultKeep), keptUntil(awareAt, longest?.value ?? defaultKeep)),
  };
}
