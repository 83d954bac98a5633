import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import { noticeVersionOf } from './notice-versions.ts';

/**
 * What the ledger can say of a purpose. `refused` is an answer, no entry at all is none: who refused is not asked again
 * as if they had not been heard.
 */
export const consentStates = ['requested', 'given', 'refused', 'withdrawn', 'expired', 'invalidated'] as const;
export type ConsentState = (typeof consentStates)[number];

/** Languages that notices are written in. */
export const noticeLocales = ['en'] as const;
export type NoticeLocale = (typeof noticeLocales)[number];

/** What a person can answer; the other states come from us. */
export const answers = ['given', 'refused', 'withdrawn'] as const;
export type Answer = (typeof answers)[number];

/** Where a person stands on one purpose: the last entry of the ledger that speaks of it. */
export type Choice = {
  readonly state: ConsentState;
  /** Epoch milliseconds, by our clock. */
  readonly at: number;
  /** Number of the ledger entry. */
  readonly sequence: number;
  /** What the notice said that the person answered. */
  readonly fingerprint: string;
  readonly scopes: readonly string[];
  /** Epoch milliseconds from which it counts no more, such as the majority of a child whose guardian gave it. */
  readonly expiresAt?: number | undefined;
  /** Who gave it for the person, as their guardian. */
  readonly guardianId?: string | undefined;
};
export type Choices = Readonly<Record<string, Choice | undefined>>;

/** Whether the person was asked with what the notice says today. */
export const isCurrent = (purpose: ConsentPurpose, choice: Choice): boolean =>
  choice.fingerprint === noticeVersionOf(purpose).fingerprint;

/** Whether data may be used for the purpose at this moment. Unknown, refused, outdated and expired are all no. */
export const inForce = (purpose: ConsentPurpose, choice: Choice | undefined, now: number): boolean =>
  choice?.state === 'given' &&
  isCurrent(purpose, choice) &&
  !(choice.expiresAt !== undefined && choice.expiresAt <= now);

const sameScopes = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((scope) => b.includes(scope));

/** Purposes whose consent has come to its end by time, while the ledger does not say so yet. */
export const lapsed = (choices: Choices | undefined, now: number): ConsentPurpose[] =>
  (Object.entries(choices ?? {}) as [ConsentPurpose, Choice | undefined][]).flatMap(([purpose, choice]) =>
    choice?.state === 'given' && choice.expiresAt !== undefined && choice.expiresAt <= now ? [purpose] : [],
  );

/** What an answer is to become: a yes that somebody else has to confirm is only asked for. */
export type Becoming = {
  readonly state: Answer | 'requested';
  readonly scopes: readonly string[];
  readonly guardianId?: string | undefined;
};

const waitsAlready = (purpose: ConsentPurpose, from: Choice | undefined, to: Becoming): boolean =>
  from?.state === 'requested' &&
  isCurrent(purpose, from) &&
  from.guardianId === to.guardianId &&
  sameScopes(from.scopes, to.scopes);

/** Why an answer changes nothing or contradicts itself, in words for the person; undefined when it can be recorded. */
export function answerRefusal(
  purpose: ConsentPurpose,
  from: Choice | undefined,
  to: Becoming,
  now: number,
): string | undefined {
  const isGiven = from?.state === 'given';
  switch (to.state) {
    case 'withdrawn':
      if (isGiven || from?.state === 'requested') return undefined;
      return `There is no consent to withdraw: it is ${from?.state ?? 'not given'}.`;
    case 'refused':
      if (isGiven) return 'The consent is given; withdraw it.';
      return from?.state === 'refused' && isCurrent(purpose, from) ? 'The consent is refused already.' : undefined;
    case 'requested':
      if (inForce(purpose, from, now))
        return 'The consent is given already; whoever has to confirm it changes it, too.';
      // What a minor has asked for does not keep their guardian from asking for it.
      return waitsAlready(purpose, from, to) ? 'The consent waits for its confirmation already.' : undefined;
    case 'given':
      return inForce(purpose, from, now) && sameScopes(from?.scopes ?? [], to.scopes)
        ? 'The consent is given already, in the same scopes.'
        : undefined;
  }
}
