/** Where a request stands. The last three are its end. */
export const requestStates = [
  'identity_unverified',
  'awaiting_confirmation',
  'in_progress',
  'extended',
  'waiting_for_third_parties',
  'completed',
  'refused',
  'cancelled',
] as const;
export type RequestState = (typeof requestStates)[number];

const ends: readonly RequestState[] = ['completed', 'refused', 'cancelled'];
export const isOpen = (state: RequestState): boolean => !ends.includes(state);

/** Why a request is refused; what exactly stands behind it is told in words of its own, sealed under the person's key. */
export const refusalReasons = [
  'identity_not_confirmed',
  'manifestly_unfounded',
  'excessive',
  'legal_obligation',
  'legal_hold',
  'compelling_grounds',
  'concerns_others',
  'already_answered',
  'erased_meanwhile',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Why an answer takes longer than the law's first time limit. */
export const extensionReasons = ['complex', 'many_requests', 'third_parties', 'clarification'] as const;
export type ExtensionReason = (typeof extensionReasons)[number];
