import type { Scenario } from '#/domain/incidents/drills/scenario.ts';
import { minutes } from '#/domain/incidents/playbook.ts';

export const administratorPhished: Scenario = {
  id: 'administrator-phished',
  title: 'Administrator phished',
  says: 'An administrator typed a password and a code into a forged page, and their session approves support grants.',
  playbook: 'staff-compromise',
  target: 'eu.person_staff',
  injects: [
    {
      id: 'approver-is-victim',
      after: minutes(10),
      says: 'The only officer on duty is the one who was phished.',
      expects: { says: 'Call the second officer; the victim approves nothing.', by: 'triage', within: minutes(15) },
    },
    {
      id: 'grant-open',
      after: minutes(20),
      says: 'A grant to look into records is open.',
      expects: { says: 'See that it is ended, and who looked at what.', by: 'security', within: minutes(30) },
    },
  ],
  objectives: ['The victim approved nothing.', 'What the session ran was gone through.'],
};
