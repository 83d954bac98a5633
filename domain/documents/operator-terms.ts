import { controls } from '#/domain/governance/controls.ts';
import { notClaimed } from '#/domain/governance/not-claimed.ts';
import { contentAccess } from './content-access.ts';
import { type Block, type Document, heading, list, paragraph, subheading, table } from './document.ts';
import { type DocumentFacts, mapEdition, reachedAt } from './facts.ts';
import { listed, listedOr, titled } from './words.ts';

/** Terms on what the operator and its staff can read (GO9, EN18). */
export const operatorTerms = (facts: DocumentFacts): Document => ({
  name: 'operator-access',
  title: 'Terms on operator access',
  ...mapEdition,
  blocks: [
    paragraph(
      `These terms say what ${facts.controller.controllerName} and its staff can technically read, and what they bind themselves to. They are part of the agreement with every organisation.`,
    ),
    ...accessBlocks(facts),
    heading('What the operator binds itself to'),
    list([
      'Staff open a record only to solve a matter that its person or a law has put to them, and only as far as it takes.',
      controls.break_glass.says,
      'Nobody changes code, roles or key policies in order to read content.',
      `${controls.access_log.says} The person can read these entries.`,
      `${controls.trail.says}`,
      'An opening that was not allowed is treated as a breach of personal data.',
      `Whoever doubts an opening writes to ${reachedAt(facts.controller.privacyContact)} and gets an answer with the entries of the log.`,
    ]),
    heading('What is not claimed'),
    list(notClaimed),
  ],
});

/** What can be read by whom, as the terms and the trust page tell it. */
export function accessBlocks({ areas }: DocumentFacts): Block[] {
  const { classes, records } = contentAccess(areas);
  return [
    heading('What the operator can technically read'),
    ...classes.flatMap(({ contentClass, covers, operatorCanRead, operatorCannotRead }) => [
      subheading(titled(contentClass)),
      paragraph(`Covers: ${listedOr(covers.map(titled), 'nothing')}.`),
      paragraph(operatorCanRead),
      paragraph(operatorCannotRead),
    ]),
    table(
      ['Record', 'Class', 'Encrypted', 'Readable in the table', 'Staff with a route to it'],
      records.map(({ record, contentClass, encrypted, readableInTheTable, staffWithARoute }) => [
        titled(record),
        titled(contentClass),
        listed(encrypted),
        listed(readableInTheTable),
        listedOr(staffWithARoute, 'none'),
      ]),
    ),
  ];
}
