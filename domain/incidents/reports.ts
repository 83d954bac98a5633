import type { Severity } from './severity.ts';

/** What anybody can report about their own account or what they see, and how bad it is held to be until somebody has looked. */
export const reportKinds = {
  'account-used-by-others': { severity: 'P2', says: 'Somebody else seems to use my account.' },
  'lost-device': { severity: 'P2', says: 'A device on which I am signed in is lost or stolen.' },
  'records-of-others': { severity: 'P2', says: 'I was shown something that is about somebody else.' },
  'suspicious-message': { severity: 'P3', says: 'I got a message that does not seem to come from you.' },
  'coach-misconduct': { severity: 'P3', says: 'Somebody looks at or uses records as they should not.' },
  other: { severity: 'P3', says: 'Something else about security or privacy.' },
} as const satisfies Record<string, { readonly severity: Severity; readonly says: string }>;
export type ReportKind = keyof typeof reportKinds;
export const reportKindNames = Object.keys(reportKinds) as ReportKind[];
