import type { Scenario } from '#/domain/incidents/drills/scenario.ts';
import { minutes } from '#/domain/incidents/playbook.ts';

export const passwordList: Scenario = {
  id: 'password-list',
  title: 'A password list',
  says: 'Thirty thousand sign-ins an hour from two ranges; one of them worked.',
  playbook: 'credential-stuffing',
  target: 'eu',
  injects: [
    {
      id: 'shared-office',
      after: minutes(25),
      says: 'One of the ranges is a customer’s office.',
      expects: { says: 'Unblock it when its own sign-ins are told apart.', by: 'security', within: minutes(60) },
    },
    {
      id: 'social-media',
      after: minutes(120),
      says: 'Somebody claims on social media to have the whole database.',
      expects: {
        says: 'Check against the counts before anything is said.',
        by: 'communications',
        within: minutes(120),
      },
    },
  ],
  objectives: ['Only accounts that were hit had to choose new passwords.'],
};
