/** Why records have to be kept although their time is over or somebody asks for their erasure. */
export const holdReasons = [
  'litigation',
  'regulatory_inquiry',
  'legal_claim',
  'incident_evidence',
  // A restored table knew nothing of it: the ledger did, by id. The privacy office gives it its reason again.
  'restored',
] as const;

/**
 * Where a hold stands. It binds from `in_force` on (`provisional` for 72 hours at most) and until a second person has agreed
 * to its release.
 */
export const holdStates = ['requested', 'provisional', 'in_force', 'release_requested', 'released', 'lapsed'] as const;
export type HoldState = (typeof holdStates)[number];

const binding: readonly HoldState[] = ['provisional', 'in_force', 'release_requested'];
/** Whether records are kept because of it. */
export const binds = (state: HoldState): boolean => binding.includes(state);
