import { type ConsentPurpose, consentPurposes, purposes } from '#/domain/data-map/purposes.ts';

/** Why somebody may need protection when they consent: a reason from a list, never a diagnosis. */
export const safeguardReasons = ['distress', 'illness', 'dependence', 'pressure', 'understanding', 'other'] as const;
/** Who can say so: the person, their coach, or the privacy office. */
export const safeguardSources = ['self', 'coach', 'privacy_office'] as const;
export type SafeguardSource = (typeof safeguardSources)[number];
export const safeguardStates = ['set', 'lifted'] as const;

/** Purposes that stop for a person who needs protection until somebody has looked at them. */
export const pausedPurposes: readonly ConsentPurpose[] = consentPurposes.filter(
  (purpose) => 'offWhenVulnerable' in purposes[purpose],
);

/** Whether somebody may lift a flag: who set it, for themselves, or the privacy office. */
export const mayLift = (setAs: SafeguardSource, by: SafeguardSource): boolean =>
  by === 'privacy_office' || (by === 'self' && setAs === 'self');
