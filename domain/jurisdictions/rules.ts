import {
  automatedDecisions,
  breachThresholds,
  consents,
  crossings,
  employerConsents,
  guardianProofs,
  required,
  retentionCeilings,
  yesWins,
} from './ladders.ts';
import type { ClockStart, Deadline, Period } from './values.ts';

/**
 * In which direction a rule gets stricter:
 * - `earliest`: a deadline; the earliest instant wins, and the clock is what it counts from unless a law says otherwise.
 * - `oldest`: an age in years; the highest wins.
 * - `longest`: how long a record is kept at least; the longest wins.
 * - `ladder`: words in an order; the one that stands first wins.
 * - `together`: texts that hold side by side; doing all of them is the strictest.
 */
const earliest = (says: string, clock: ClockStart) => ({ says, direction: 'earliest', clock }) as const;
const oldest = (says: string) => ({ says, direction: 'oldest' }) as const;
const longest = (says: string) => ({ says, direction: 'longest' }) as const;
const together = (says: string) => ({ says, direction: 'together' }) as const;
const ladder = <const L extends readonly (string | boolean)[]>(says: string, order: L) =>
  ({ says, direction: 'ladder', order }) as const;

/** Every rule that a regime may set, what it says, and its strict direction. Documents list them in this order. */
export const ruleTable = {
  inForce: together('Since when the regime applies'),
  requestAck: earliest('Confirm that a request arrived', 'received'),
  accessDeadline: earliest('Answer a request for access', 'received'),
  accessExtension: earliest('How much longer an answer may take, with reasons', 'received'),
  complaintDeadline: earliest('Answer a complaint', 'received'),
  erasureDeadline: earliest('Erase on request', 'received'),
  erasureExtension: earliest('How much longer an erasure may take, with reasons', 'received'),
  backupErasureDeadline: earliest('Erase from backups and archives', 'received'),
  portabilityRight: ladder('Right to take data along', yesWins),
  portabilityFormat: together('Format in which data is handed over'),
  breachRegulatorDeadline: earliest('Tell the regulator of a breach', 'aware'),
  breachRegulatorThreshold: ladder('Which breaches the regulator is told of', breachThresholds),
  breachCsirtDeadline: earliest('Tell the national incident team', 'aware'),
  breachIndividualDeadline: earliest('Tell the people concerned of a breach', 'aware'),
  breachIndividualThreshold: ladder('Which breaches the people concerned are told of', breachThresholds),
  digitalConsentAge: oldest('Age from which a person consents alone'),
  minorProtectionAge: oldest('Age below which a person is protected as a minor'),
  guardianVerification: ladder('How a guardian is verified', guardianProofs),
  consentSensitive: ladder('Consent to use sensitive data', consents),
  consentMarketing: ladder('Consent to marketing', consents),
  consentSaleShare: ladder('Consent to sell or share', consents),
  consentProfilingAdm: ladder('Profiling and automated decisions', automatedDecisions),
  withdrawal: together('How consent is withdrawn'),
  optOutSignal: ladder('Honour a browser opt-out signal', yesWins),
  optOutDeadline: earliest('Act on an opt-out', 'received'),
  crossBorder: ladder('Transfers to other countries', crossings),
  localisation: ladder('Data must stay in the country', yesWins),
  personalDataRetention: ladder('How long personal data may be kept', retentionCeilings),
  statutoryMinimumRetention: longest('How long some data must be kept, apart from the rest'),
  consentProofRetention: longest('Keep the proof of consent'),
  breachRegisterRetention: longest('Keep the register of breaches'),
  requestLogRetention: longest('Keep the log of requests'),
  complianceDocRetention: longest('Keep assessments and records of compliance'),
  accessLogRetention: longest('Keep the log of accesses'),
  ropa: ladder('Record of processing activities', required),
  dpia: ladder('Impact assessment', required),
  employerConsent: ladder('Consent given to an employer', employerConsents),
  nonDiscrimination: ladder('No disadvantage for using a right', yesWins),
  auditLog: ladder('Log of who accessed what', required),
} as const;

type Table = typeof ruleTable;
export type RuleName = keyof Table;

type Worth = { earliest: Deadline; oldest: number; longest: Period; together: string };

/** What a rule of this name is worth. */
export type ValueOf<N extends RuleName> = N extends RuleName
  ? Table[N] extends { order: readonly (infer Step)[] }
    ? Step
    : Worth[Exclude<Table[N]['direction'], 'ladder'>]
  : never;

/** The names of the rules with one direction. */
export type RuleNameOf<D extends Table[RuleName]['direction']> = {
  [N in RuleName]: Table[N]['direction'] extends D ? N : never;
}[RuleName];

export const ruleNames = Object.keys(ruleTable) as RuleName[];
