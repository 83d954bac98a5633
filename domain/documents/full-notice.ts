import { type Purpose, purposeNames, purposes, usedBy } from '#/domain/data-map/purposes.ts';
import { activities } from '#/domain/governance/activities.ts';
import { controls } from '#/domain/governance/controls.ts';
import { catalogue } from './catalogue.ts';
import { type Block, type Document, facts, heading, list, paragraph, table } from './document.ts';
import { type DocumentFacts, mapEdition, reachedAt, whereWords } from './facts.ts';
import { recipients } from './recipients.ts';
import { rightsBlocks } from './rights.ts';
import { basisOf, inSentence, titled } from './words.ts';

/** The second layer of the privacy notice: everything that is collected, why, how long, where, and who can reach it (TR1, TR3). */
export const fullNotice = (of: DocumentFacts): Document => ({
  name: 'privacy-notice',
  title: 'Privacy notice',
  ...mapEdition,
  blocks: [
    ...whoAnswers(of),
    heading('What we use data for'),
    table(['For', 'What it is', 'On which ground', 'Your say', 'Our role'], purposeNames.map(purposeRow)),
    paragraph(`${controls.no_sale.says} The service is paid for by the organisations whose programmes run on it.`),
    ...catalogue(of.areas),
    ...recipients(of),
    ...rightsBlocks(of),
    heading('Machines'),
    paragraph(
      'No decision about a person is made by machine alone. A language model sees coaching records only for somebody who turned that on, as text, and never voice or face.',
    ),
    heading('Changes'),
    list([
      `This notice is ${mapEdition.version} of ${mapEdition.date}, made from the same tables that the service enforces.`,
      'A change that matters to a choice of yours makes the choice void until you were asked again.',
    ]),
  ],
});

function whoAnswers({ controller, securityContact, ...rest }: DocumentFacts): Block[] {
  return [
    heading('Who answers for your data'),
    facts([
      ['Operator', `${controller.controllerName}, ${controller.controllerAddress}`],
      ['Privacy office', reachedAt(controller.privacyContact)],
      ['Security reports', reachedAt(securityContact)],
      ['Where', whereWords({ controller, securityContact, ...rest })],
    ]),
  ];
}

function purposeRow(purpose: Purpose): string[] {
  const { title, says } = purposes[purpose];
  const uses = usedBy(purpose).map((source) => inSentence(purposes[source].title));
  const what = uses.length > 0 ? `${says} It uses what was collected for ${uses.join(', ')}.` : says;
  return [title, what, basisOf(purpose), sayOf(purpose), titled(activities[purpose].role)];
}

/** What a person can do about a purpose. */
function sayOf(purpose: Purpose): string {
  const registered = purposes[purpose];
  if (registered.basis === 'consent')
    return registered.asks === 'participants'
      ? 'Off until everybody who takes part turns it on; each can turn it off at any time.'
      : 'Off until you turn it on; you can turn it off at any time.';
  if (registered.basis !== 'legitimate_interest') return 'It comes with the service.';
  return registered.objection === 'stops'
    ? 'You can object, and it stops for you.'
    : `You can object; a person of ours weighs it. ${registered.objection.grounds}`;
}
