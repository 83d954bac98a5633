import type { purposes } from '#/domain/data-map/purposes.ts';

type Purposes = typeof purposes;
/** The ids that purposes on legitimate interest cite: one without its assessment here does not compile. */
type AssessmentId = {
  [P in keyof Purposes]: Purposes[P] extends { assessment: infer Id extends string } ? Id : never;
}[keyof Purposes];

/** What weighing an interest took that no table knows: the reasons of the three-part test. */
type Assessment = {
  readonly interest: string;
  /** Why it cannot be reached with less, and what was looked at instead. */
  readonly necessity: string;
  readonly expectation: string;
  readonly harm: string;
  readonly safeguards: readonly string[];
};

const assessments: Readonly<Record<AssessmentId, Assessment>> = {
  'LIA-2026-01': {
    interest:
      'A sponsor who pays for a programme wants to know whether it is used. We want to show it without naming anybody.',
    necessity:
      'Only counts over groups are made, and no list of people. Asking each person would tell the sponsor who takes part; ' +
      'counting nothing would lead sponsors to ask for names.',
    expectation: 'People are told in the notice, and know that somebody pays for their coaching.',
    harm: 'In a small group a count could tell who takes part, and an employer could hold it for or against them.',
    safeguards: [
      'No figure over a group below the floor leaves, and no difference of two figures that would tell one.',
      'The sponsor has no route to an engagement, a session or a person.',
      'Whoever objects is counted no more.',
    ],
  },
  'LIA-2026-02': {
    interest:
      'People’s most personal conversations are kept here. We have to notice misuse, stop it and be able to prove what happened.',
    necessity:
      'Without a log of who opened what, nobody could see misuse by somebody with a right of access. The log holds ids, times and ' +
      'routes; content, network addresses and devices were left out because the purpose is reached without them.',
    expectation: 'Every person can read the entries about their own records, and the notice says so.',
    harm: 'The log shows how somebody works with the service, and could be used to watch staff or coaches.',
    safeguards: [
      'Ids only, deleted at a fixed time.',
      'Functions of the API can add to the log, and cannot change it.',
      'The log is used for security and for showing people their own entries, and for no rating of anybody.',
    ],
  },
};

export const assessmentOf = (id: string): Assessment => assessments[id as AssessmentId];
