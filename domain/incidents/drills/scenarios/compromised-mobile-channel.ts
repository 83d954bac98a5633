import type { Scenario } from '#/domain/incidents/drills/scenario.ts';
import { minutes } from '#/domain/incidents/playbook.ts';

export const compromisedMobileChannel: Scenario = {
  id: 'compromised-mobile-channel',
  title: 'Compromised mobile channel',
  says: 'The sender’s key of the micro-coaching channel is on a paste site. Clients report messages that no coach wrote.',
  playbook: 'compromised-channel',
  target: 'micro_coaching',
  injects: [
    {
      id: 'key-still-works',
      after: minutes(5),
      says: 'The channel’s provider says that the stolen key still sends.',
      expects: { says: 'Halt the channel before anything else is looked into.', by: 'security', within: minutes(5) },
    },
    {
      id: 'client-clicked',
      after: minutes(40),
      says: 'A client followed a link in a forged message and typed a password.',
      expects: { says: 'Start the playbook for account takeover on that client.', by: 'triage', within: minutes(15) },
    },
    {
      id: 'journalist-asks',
      after: minutes(90),
      says: 'A journalist asks whether coaching content was read.',
      expects: {
        says: 'Refer to one speaker; say nothing that is not established.',
        by: 'communications',
        within: minutes(60),
      },
    },
    {
      id: 'token-log',
      after: minutes(120),
      says: 'The provider offers its delivery log, with names.',
      expects: { says: 'Take ids and times only; refuse content.', by: 'privacy', within: minutes(120) },
    },
  ],
  objectives: [
    'The kill switch was used within five minutes.',
    'The notice to people says what was and was not in the messages.',
    'The delivery log was secured without content.',
  ],
};
