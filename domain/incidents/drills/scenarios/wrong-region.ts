import type { Scenario } from '#/domain/incidents/drills/scenario.ts';
import { minutes } from '#/domain/incidents/playbook.ts';

export const wrongRegion: Scenario = {
  id: 'wrong-region',
  title: 'The wrong region',
  says: 'A vendor moved its storage of European people to another continent and says so in a newsletter.',
  playbook: 'residency-leak',
  target: 'eu.integration_1',
  injects: [
    {
      id: 'copies-in-backup',
      after: minutes(1440),
      says: 'The vendor keeps backups there for ninety days.',
      expects: { says: 'Agree on deletion with a date and a proof.', by: 'legal', within: minutes(2880) },
    },
  ],
  objectives: ['Copies were deleted after legal agreed, with a proof.'],
};
