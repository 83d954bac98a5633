/** Why a clock is not set, decided or stopped, as a word for programs and a sentence for people. */
const clockRefusals = {
  'not-yet': 'Nobody can have become aware in the future: give the moment at which somebody first knew.',
  'no-moment': 'A clock needs the moment at which somebody first knew.',
  'already-over': 'A clock would start after its time is over: say why it starts late, and it starts as a missed one.',
  'not-privacy': 'This is for the privacy officer.',
  'no-reasons': 'A decision needs reasons: they are what an authority asks for.',
  'has-to-notify': 'By these answers the law wants a notice. Decide to notify, or correct the answers.',
  'already-notified': 'The first notice is out: it cannot be decided away.',
  'late-needs-reason': 'The time is over: a late notice demands its reason (GDPR Art. 33(1)).',
  'wrong-phase': 'Notices go in their order: one initial notice, then follow-ups, then one final one.',
  'before-awareness': 'A notice cannot have gone out before anybody knew, or in the future.',
} as const;
export type ClockRefusalName = keyof typeof clockRefusals;
export type ClockRefusal = { readonly refusal: ClockRefusalName; readonly says: string };
export const refuseClock = (refusal: ClockRefusalName): ClockRefusal => ({ refusal, says: clockRefusals[refusal] });
