import type { Scenario } from '#/domain/incidents/drills/scenario.ts';
import { minutes } from '#/domain/incidents/playbook.ts';

export const exportToNowhere: Scenario = {
  id: 'export-to-nowhere',
  title: 'An export to nowhere',
  says: 'An organisation’s export was fetched four times from an address that nobody knows.',
  playbook: 'personal-data-breach',
  target: 'eu.org_1',
  injects: [
    {
      id: 'two-jurisdictions',
      after: minutes(60),
      says: 'The people concerned live in two countries.',
      expects: { says: 'Keep a clock for each authority.', by: 'privacy', within: minutes(120) },
    },
    {
      id: 'freeze-hurts',
      after: minutes(120),
      says: 'The customer asks to be let in again at once.',
      expects: { says: 'Weigh it with the two people who ratified; record why.', by: 'security', within: minutes(120) },
    },
  ],
  objectives: ['The register has an entry, whatever was notified.'],
};
