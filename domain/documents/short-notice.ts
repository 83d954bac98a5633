import type { Area } from '#/domain/api/area.ts';
import { categories } from '#/domain/data-map/categories.ts';
import { note } from '#/domain/data-map/entities/coaching.ts';
import { person } from '#/domain/data-map/entities/directory.ts';
import { holders } from '#/domain/data-map/holders.ts';
import { entities } from '#/domain/data-map/map.ts';
import { consentPurposes, purposes } from '#/domain/data-map/purposes.ts';
import { describe } from '#/domain/data-map/retention.ts';
import { type Document, heading, list, paragraph } from './document.ts';
import { type DocumentFacts, mapEdition, reachedAt, whereWords } from './facts.ts';
import { staffWith } from './readers.ts';
import { categoriesOf, inSentence, listed, personalCategories } from './words.ts';

/** Whether staff can be let in at all is what the contracts say. */
const staffWords = (areas: readonly Area[]): string =>
  staffWith(note, areas).length > 0
    ? 'Our staff can look only for a short while, once you or two of them have agreed.'
    : 'Our staff cannot open what you write.';

/** The first layer of the privacy notice: plain words, 300 at most (TR1). */
export const shortNotice = (facts: DocumentFacts): Document => {
  const { controllerName, privacyContact, door } = facts.controller;
  const choices = consentPurposes.map((purpose) => inSentence(purposes[purpose].title));
  return {
    name: 'privacy-notice-short',
    title: 'Your privacy in short',
    ...mapEdition,
    blocks: [
      paragraph(`${controllerName} runs this service. Write to us at ${reachedAt(privacyContact)}.`),
      heading('Where your data is'),
      paragraph(whereWords(facts)),
      heading('What we keep'),
      list(personalCategories(categoriesOf(entities)).map((category) => categories[category].says)),
      heading('What we use it for'),
      paragraph(
        'We use it to give you an account, for your coaching, and to keep the service safe. All else is off until you turn it on: ' +
          `${listed(choices)}. You turn it off in the same way.`,
      ),
      heading('Who sees it'),
      paragraph(
        'You and your coach. Who pays for your coaching sees counts over groups at most, and never you. ' +
          `${staffWords(facts.areas)} Each look at your records is logged for you to see.`,
      ),
      heading('How long'),
      paragraph(`Notes, goals and the like: ${describe(note.retention)}. Your account: ${describe(person.retention)}.`),
      heading('Your rights'),
      paragraph(
        'You can ask for a copy, have errors fixed, take your data with you, say no, or have it erased. What is erased can be read no more from then on; ' +
          `sealed copies are gone after ${holders.backups.keepDays} days.`,
      ),
      paragraph('We do not sell your data. We do not share it for money or ads.'),
      paragraph(`All of it in full: ${door}/privacy-notice?layer=full`),
    ],
  };
};
