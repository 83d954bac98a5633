import type { Scenario } from '#/domain/incidents/drills/scenario.ts';
import { minutes } from '#/domain/incidents/playbook.ts';

export const vendorBreach: Scenario = {
  id: 'vendor-breach',
  title: 'Breach at a vendor',
  says: 'A vendor that receives session events writes that its database was copied.',
  playbook: 'leaked-credential',
  target: 'eu.integration_1',
  injects: [
    {
      id: 'vague-notice',
      after: minutes(20),
      says: 'The vendor does not say which customers, or since when.',
      expects: { says: 'Count the clock from this message, and ask in writing.', by: 'privacy', within: minutes(120) },
    },
    {
      id: 'secret-in-dump',
      after: minutes(60),
      says: 'The vendor finds our secret in the copy.',
      expects: { says: 'Rotate it, and hand it over by another way.', by: 'security', within: minutes(240) },
    },
    {
      id: 'customer-asks',
      after: minutes(180),
      says: 'A customer asks for a list of its people concerned.',
      expects: {
        says: 'Answer from the delivery log, by count, until people are told.',
        by: 'communications',
        within: minutes(480),
      },
    },
  ],
  objectives: ['The aware time is the vendor’s message.', 'Nothing was delivered again after it.'],
};
