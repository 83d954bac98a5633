import type { Scenario } from '#/domain/incidents/drills/scenario.ts';
import { minutes } from '#/domain/incidents/playbook.ts';

export const coachReadsInBulk: Scenario = {
  id: 'coach-reads-in-bulk',
  title: 'A coach reads in bulk',
  says: 'A coach who has given notice opens the notes of all former clients at night.',
  playbook: 'rogue-coach',
  target: 'eu.person_coach',
  injects: [
    {
      id: 'coach-calls',
      after: minutes(30),
      says: 'The coach calls support and asks why the account is closed.',
      expects: {
        says: 'Say nothing before human resources and legal are in.',
        by: 'communications',
        within: minutes(30),
      },
    },
    {
      id: 'clients-waiting',
      after: minutes(480),
      says: 'Four clients have sessions today.',
      expects: { says: 'Offer another coach without saying why.', by: 'privacy', within: minutes(240) },
    },
  ],
  objectives: ['Nobody told the coach too early.', 'Reading was counted from the access log.'],
};
