import type { Scenario } from '#/domain/incidents/drills/scenario.ts';
import { minutes } from '#/domain/incidents/playbook.ts';

export const stolenCoachLaptop: Scenario = {
  id: 'stolen-coach-laptop',
  title: 'Stolen coach laptop',
  says: 'A coach’s unlocked laptop is taken from a train, signed in.',
  playbook: 'account-takeover',
  target: 'eu.person_coach',
  injects: [
    {
      id: 'coach-unreachable',
      after: minutes(10),
      says: 'The coach cannot be reached to confirm.',
      expects: { says: 'Contain without the coach’s word.', by: 'security', within: minutes(5) },
    },
    {
      id: 'reading-goes-on',
      after: minutes(15),
      says: 'The access log shows notes of three clients opened after the theft.',
      expects: {
        says: 'Tell the privacy officer: it is a breach, not a lost device.',
        by: 'security',
        within: minutes(60),
      },
    },
    {
      id: 'laptop-returned',
      after: minutes(600),
      says: 'The laptop is handed in; its disk was encrypted.',
      expects: {
        says: 'Decide whether the threshold for telling the authority is met, with reasons.',
        by: 'privacy',
        within: minutes(1440),
      },
    },
  ],
  objectives: ['Sessions were closed before the user pool was asked.', 'The threshold decision has recorded reasons.'],
};
