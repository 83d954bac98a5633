/**
 * What can stand in the timeline of a case. `automatic` entries are written by what happened, `written` ones by people:
 * their words are sealed elsewhere, and only a salted digest of them is in the chain.
 */
export const entryKinds = {
  opened: { by: 'automatic', says: 'The case was opened.' },
  'alert-joined': { by: 'automatic', says: 'A further alert was joined to it.' },
  'run-started': { by: 'automatic', says: 'A playbook was started.' },
  'run-ended': { by: 'automatic', says: 'A playbook ended.' },
  'action-requested': { by: 'automatic', says: 'An action was about to be taken; what was there before is kept.' },
  'action-done': { by: 'automatic', says: 'An action was done.' },
  'action-effective': { by: 'automatic', says: 'The effect of an action was observed.' },
  'action-failed': { by: 'automatic', says: 'An action failed.' },
  'action-undone': { by: 'automatic', says: 'An action was undone.' },
  'lease-renewed': { by: 'automatic', says: 'A containment was prolonged.' },
  'lease-expired': { by: 'automatic', says: 'A containment ended because nobody renewed it.' },
  noted: { by: 'automatic', says: 'A playbook noted what it found.' },
  asked: { by: 'automatic', says: 'A question was put to a second person.' },
  answered: { by: 'automatic', says: 'A question was answered, or nobody answered in time.' },
  'message-sent': { by: 'automatic', says: 'A message was sent.' },
  'state-changed': { by: 'automatic', says: 'The case went on to another state.' },
  'severity-changed': { by: 'automatic', says: 'The severity was changed.' },
  'role-assigned': { by: 'automatic', says: 'A role was taken or handed over.' },
  paged: { by: 'automatic', says: 'Somebody was paged because the case waits.' },
  'task-changed': { by: 'automatic', says: 'A task was set, done or dropped.' },
  'evidence-collected': { by: 'automatic', says: 'An item of evidence was collected.' },
  'evidence-moved': { by: 'automatic', says: 'An item of evidence changed hands.' },
  'scope-computed': { by: 'automatic', says: 'Who and what is affected was computed from the access log.' },
  'clock-started': { by: 'automatic', says: 'A legal clock was started.' },
  'clock-warned': { by: 'automatic', says: 'A legal clock gave warning.' },
  'clock-missed': { by: 'automatic', says: 'A legal clock ran out without a notice.' },
  'clock-decided': { by: 'automatic', says: 'It was decided whether an authority or an audience is told.' },
  'notice-approved': { by: 'automatic', says: 'A notice was approved.' },
  'notice-sent': { by: 'automatic', says: 'A notice was sent.' },
  'review-held': { by: 'automatic', says: 'The post-incident review was held.' },
  exported: { by: 'automatic', says: 'The case was put into a bundle.' },
  observation: { by: 'written', says: 'Somebody wrote down what they saw.' },
  decision: { by: 'written', says: 'Somebody decided, with reasons.' },
  communication: { by: 'written', says: 'Somebody wrote down what was said, and to whom.' },
  correction: { by: 'written', says: 'Somebody set an earlier entry right; that one stays.' },
} as const satisfies Record<string, { readonly by: 'automatic' | 'written'; readonly says: string }>;

export type EntryKind = keyof typeof entryKinds;
export const entryKindNames = Object.keys(entryKinds) as EntryKind[];
type KindsBy<B extends 'automatic' | 'written'> = {
  [K in EntryKind]: (typeof entryKinds)[K]['by'] extends B ? K : never;
}[EntryKind];
export type AutomaticKind = KindsBy<'automatic'>;
