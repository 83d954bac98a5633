import type { BreachClock } from '#/domain/jurisdictions/breach-clocks.ts';
import type { RegimeId } from '#/domain/jurisdictions/regime.ts';

export type ClockAudience = BreachClock['audience'];
/** Which law, and whom it wants told: `eu-gdpr-regulator`. */
export type ClockId = `${RegimeId}-${ClockAudience}`;
