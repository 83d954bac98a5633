import { processors, transferWords } from '#/domain/governance/processors.ts';
import { type Block, heading, list, paragraph, table } from './document.ts';
import type { DocumentFacts } from './facts.ts';
import { otherPlaces } from './places.ts';

/** Who gets data, and where something about a person is besides the tables. */
export const recipients = ({ controller }: DocumentFacts): Block[] => [
  heading('Who else gets data'),
  list([
    ...Object.values(processors).map(({ name, does, contract, transfer }) => {
      const { legalName, country } = contract[controller.jurisdiction];
      return `${name} (${legalName}, ${country}) works for us. ${does} ${transferWords(transfer[controller.jurisdiction].mechanisms)}`;
    }),
    'Sponsors and employers get counts over groups, and only as far as the programme terms say. They cannot see who takes part, nor what anybody chose.',
    'Tools that you connect get the fields that you agreed to, and nothing else.',
    'Authorities get what a law obliges us to give. You are told unless the law forbids it.',
  ]),
  heading('Where else something about you is'),
  paragraph('Besides the tables of the records above:'),
  table(
    ['Place', 'What is there', 'Kept', 'What removes you from it'],
    otherPlaces.map(({ name, says, kept, eraser }) => [name, says, kept, eraser]),
  ),
];
