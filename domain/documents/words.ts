import { type Category, categories, isSpecial } from '#/domain/data-map/categories.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import type { LawfulBasis, Purpose } from '#/domain/data-map/purposes.ts';
import { purposes } from '#/domain/data-map/purposes.ts';

/** A name of the data map as people read it. */
export const titled = (name: string): string => name.replaceAll('_', ' ');

/** A title within a sentence: `Session recording` begins small, `AI insights` does not. */
export const inSentence = (title: string): string =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** `notes, goals and messages`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** The same, or what to say of none. */
export const listedOr = (items: readonly string[], none: string): string => (items.length > 0 ? listed(items) : none);

export const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

export const subjectWords: Readonly<Record<Entity['about'], string>> = {
  person: 'everybody with an account',
  client: 'clients of coaching',
  organization: 'organisations and those who act for them',
  instance: 'nobody: it concerns the instance',
};

const basisWords: Readonly<Record<LawfulBasis, string>> = {
  contract: 'contract (GDPR Art. 6(1)(b))',
  consent: 'consent (GDPR Art. 6(1)(a), 9(2)(a))',
  legal_obligation: 'legal obligation (GDPR Art. 6(1)(c))',
  legitimate_interest: 'legitimate interest (GDPR Art. 6(1)(f))',
  legal_claims: 'legal claims (GDPR Art. 6(1)(f), 9(2)(f))',
};

/** The lawful basis, with the assessment that it cites. */
export function basisOf(purpose: Purpose): string {
  const facts = purposes[purpose];
  const words = basisWords[facts.basis];
  return 'assessment' in facts ? `${words}, assessment ${facts.assessment}` : words;
}

/** What kinds of data records and their objects are, in the order of the data map’s table. */
export function categoriesOf(entities: readonly Entity[]): Category[] {
  const found = new Set(
    entities.flatMap(({ fields, objects }) =>
      [...Object.values(fields), ...(objects ? [objects] : [])].map(({ category }) => category),
    ),
  );
  return (Object.keys(categories) as Category[]).filter((category) => found.has(category));
}

/** A category, marked where it can tell of health, belief or the like. */
export const categoryWords = (category: Category): string =>
  `${titled(category)}${isSpecial(category) ? ' (can be special, GDPR Art. 9)' : ''}`;

export const personalCategories = (all: readonly Category[]): Category[] =>
  all.filter((category) => categories[category].personal);
