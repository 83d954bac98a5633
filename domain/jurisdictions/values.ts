/**
 * What rules are worth: every value carries its unit, so that 15 days and 15 business days cannot be taken for each other.
 */
export type Duration =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly businessDays: number }
  | { readonly months: number };

/** The words that laws use where they set no number. */
type Promptness =
  | 'immediately'
  | 'promptly'
  | 'without_undue_delay'
  | 'as_soon_as_feasible'
  | 'as_soon_as_reasonably_possible';

/** By when something is due, counted from the rule's clock; null where the law sets the duty and no time at all. */
export type Deadline = Duration | { readonly promptness: Promptness } | null;

/** How long something is kept; null where the law asks to keep it and sets no period. */
export type Period = { readonly days: number } | { readonly months: number } | { readonly years: number } | null;

/**
 * The event a deadline counts from. Requests: `received`, or `verified` (the later of the request and the proof of identity).
 * Breaches: `aware` (somebody noticed), `determined` (it is known that personal data was hit), `individuals_notified`.
 */
export type ClockStart = 'received' | 'verified' | 'aware' | 'determined' | 'individuals_notified';

/** How sure the reading of the law is. */
export type Confidence = 'high' | 'medium' | 'low';

/** `checked`: a published source, mostly secondary, supports it. `recall`: general knowledge; verify before it is claimed. */
export type Evidence = 'checked' | 'recall';

/** Working days of one place. Monday to Friday without the holidays; a holiday nobody entered counts, and so falls due earlier. */
export type Calendar = {
  /** Days that are not worked, as `2026-12-25`. */
  readonly holidays: ReadonlySet<string>;
  /** Where the place's midnight lies. Needed east of Greenwich only, where the weekend begins before it does in UTC. */
  readonly utcOffsetHours: number;
};
