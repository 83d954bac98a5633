import type { Scenario } from '#/domain/incidents/drills/scenario.ts';
import { minutes } from '#/domain/incidents/playbook.ts';

export const silentLog: Scenario = {
  id: 'silent-log',
  title: 'A silent log',
  says: 'The trail wrote nothing for eleven minutes, and nobody planned that.',
  playbook: 'audit-log-tampering',
  target: 'eu',
  injects: [
    {
      id: 'maintenance-claim',
      after: minutes(15),
      says: 'An engineer says it was maintenance.',
      expects: { says: 'Contain all the same; verify the claim afterwards.', by: 'security', within: minutes(15) },
    },
    {
      id: 'digest-gap',
      after: minutes(240),
      says: 'One digest is missing.',
      expects: { says: 'Mark the gap in the evidence as unknown.', by: 'security', within: minutes(480) },
    },
  ],
  objectives: ['The trail was running again within five minutes.', 'The gap is marked, not explained away.'],
};
