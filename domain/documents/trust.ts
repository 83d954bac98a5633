import { controlList } from '#/domain/governance/controls.ts';
import { notClaimed } from '#/domain/governance/not-claimed.ts';
import { type Document, heading, list, paragraph, table } from './document.ts';
import { type DocumentFacts, mapEdition, reachedAt, whereWords } from './facts.ts';
import { accessBlocks } from './operator-terms.ts';

/** The trust page: what is protected how, what the operator can technically read, and what is not claimed (TR11). */
export const trust = (facts: DocumentFacts): Document => ({
  name: 'trust',
  title: 'How your data is protected',
  ...mapEdition,
  blocks: [
    paragraph(whereWords(facts)),
    heading('What is protected how'),
    paragraph('Each line names the code that keeps it. What no code keeps is not on this page.'),
    table(
      ['What', 'How', 'Kept by'],
      controlList.map(({ title, says, enforcedBy }) => [title, says, enforcedBy.join(', ')]),
    ),
    ...accessBlocks(facts),
    heading('What we do not claim'),
    list(notClaimed),
    heading('More'),
    list([
      `Privacy notice: ${facts.controller.door}/privacy-notice`,
      `What staff can read, as data: ${facts.controller.door}/trust/encryption`,
      `Keys that our receipts and certificates are checked with: ${facts.controller.door}/.well-known/jwks.json`,
      `Reports of vulnerabilities: ${reachedAt(facts.securityContact)}, ${facts.controller.door}/.well-known/security.txt`,
    ]),
  ],
});
