/**
 * Orders of strictness, the strictest first. Where laws use other words for one step, the step that asks more of us
 * comes first, so that meeting it meets the ones below.
 */
export const yesWins = [true, 'conditional', false] as const;
export const required = ['required', 'required_if_significant_risk', 'conditional', 'expected', 'none'] as const;

/** The widest trigger first: what obliges us to notify in the most cases. */
export const breachThresholds = [
  'any',
  'any_unsecured_phr_identifiable',
  'reasonable_grounds_of_unauthorised_access',
  'access_or_acquisition_of_listed_data',
  'unencrypted_listed_data_acquired',
  'presumed_breach_unless_low_probability_of_compromise',
  'unless_harm_effectively_avoided',
  'unless_unlikely_to_result_in_risk',
  'relevant_risk_or_harm',
  'risk_of_serious_injury',
  'real_risk_of_significant_harm',
  'likely_high_risk',
  'any_resident_notified',
  '250_or_more_residents',
  '500_or_more_residents',
  'more_than_500_residents',
] as const;

export const guardianProofs = [
  'verifiable',
  'verify_authority',
  'reasonable_efforts',
  'competent_person_consent',
  'guardian_consent',
  'parent_or_tutor',
  'none',
] as const;

export const consents = [
  'prohibited',
  'prohibited_for_minors',
  'separate_opt_in_by_parent',
  'opt_in_by_parent',
  'signed_authorization',
  'separate_opt_in',
  'explicit_opt_in',
  'opt_in',
  'soft_opt_in',
  'opt_out',
  'notice',
] as const;

export const automatedDecisions = [
  'prohibited_unless',
  'off_by_default_plus_review',
  'opt_in',
  'safeguards_else_opt_in_if_sensitive',
  'opt_out',
  'review_right',
  'notice',
  'none',
] as const;

export const crossings = [
  'prohibited_or_restricted_to_countries_of_concern',
  'assessment_certification_or_scc',
  'assessment_before_transfer',
  'adequacy_or_safeguards',
  'accountability_comparable_protection',
  'allowed_unless_restricted',
  'none',
] as const;

export const retentionCeilings = ['minimum_necessary', 'necessary_for_purpose', 'state_law'] as const;

export const employerConsents = [
  'consent_invalid',
  'consent_presumed_invalid',
  'consent_restricted',
  'consent_ok',
] as const;

/** Steps that rest on a consent, and so fall when the person is not free to give it. */
export const restOnConsent: readonly (string | boolean)[] = [
  'separate_opt_in_by_parent',
  'opt_in_by_parent',
  'signed_authorization',
  'separate_opt_in',
  'explicit_opt_in',
  'opt_in',
  'prohibited_unless',
  'off_by_default_plus_review',
  'safeguards_else_opt_in_if_sensitive',
];

/** Steps at which a consent towards an employer cannot be relied on. */
export const unfreeConsents: readonly string[] = ['consent_invalid', 'consent_presumed_invalid'];
