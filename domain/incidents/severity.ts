/** How bad it is, and by when somebody has to have done what; minutes from the awareness. After the AWS playbooks’ targets. */
export const severities = {
  P1: {
    says: 'People’s records are being read or lost now.',
    answerWithin: 15,
    officerToldWithin: 60,
    decideWithin: 1440,
  },
  P2: {
    says: 'They could be soon, or a safeguard is gone.',
    answerWithin: 60,
    officerToldWithin: 240,
    decideWithin: 1440,
  },
  P3: { says: 'An attempt that a safeguard stopped.', answerWithin: 480, officerToldWithin: 1440, decideWithin: 4320 },
  P4: { says: 'Something to look at.', answerWithin: 1440, officerToldWithin: 4320, decideWithin: 10080 },
} as const;
export type Severity = keyof typeof severities;
export const severityNames = Object.keys(severities) as Severity[];

/** In a P1 what can be undone begins at once, and a second person ratifies it afterwards; otherwise they agree before. */
export const actsAtOnce = (severity: Severity): boolean => severity === 'P1';
