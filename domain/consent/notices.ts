import { categoriesOf, fieldNames } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { type ConsentPurpose, type Purpose, purposes, scopesOf, usedBy } from '#/domain/data-map/purposes.ts';
import { describe } from '#/domain/data-map/retention.ts';
import type { NoticeLocale } from './choices.ts';
import { noticeVersionOf } from './notice-versions.ts';

/** Everything about a purpose that a person decides on. A change of any of it asks again. */
type Material = ReturnType<typeof materialOf>;

const dataOf = (purpose: Purpose) =>
  entities
    .filter((entity) => entity.purpose === purpose)
    .map((entity) => ({
      entity: entity.name,
      fields: [...fieldNames(entity, 'sealed'), ...fieldNames(entity, 'bound')].sort(),
      categories: categoriesOf(entity).sort(),
      ...(entity.objects ? { objects: entity.objects.why } : {}),
      kept: describe(entity.retention),
    }))
    .sort((a, b) => (a.entity < b.entity ? -1 : 1));

/** What the data map says of a purpose, less the wording: rewriting a sentence asks nobody again. */
export const materialOf = (purpose: ConsentPurpose) => ({
  purpose,
  basis: purposes[purpose].basis,
  asks: purposes[purpose].asks,
  scopes: scopesOf(purpose).toSorted(),
  collected: dataOf(purpose),
  used: usedBy(purpose).flatMap((source) => dataOf(source)),
});

const titled = (name: string): string => name.replaceAll('_', ' ');
const listed = (items: readonly string[]): string => items.map(titled).join(', ');

function dataText({ collected, used }: Material): string[] {
  const made = collected.flatMap(({ entity, kept, objects }) => [
    `We keep: ${titled(entity)}, ${kept} at most.`,
    ...(objects ? [objects] : []),
  ]);
  const names = used.filter(({ fields }) => fields.length > 0).map(({ entity }) => entity);
  return names.length > 0 ? [...made, `It uses what you already have with us: ${listed(names)}.`] : made;
}

const whoDecides = {
  subject: 'You alone decide; nobody else can give, see or withdraw it.',
  participants: 'Everybody who takes part decides for themselves; it takes place only while all of you agree.',
} as const;

/**
 * The notice a person is shown before they choose: made from the data map, so that it cannot say anything else than what
 * the code does.
 */
export function noticeOf(purpose: ConsentPurpose, locale: NoticeLocale = 'en') {
  const { title, says, asks } = purposes[purpose];
  const material = materialOf(purpose);
  const { version, fingerprint } = noticeVersionOf(purpose);
  return {
    noticeId: `${purpose}.${version}`,
    purpose,
    version,
    locale,
    fingerprint,
    title,
    text: [
      says,
      ...dataText(material),
      whoDecides[asks],
      'It is off until you turn it on. You can withdraw it at any time, in the same way as you give it, and nothing else changes.',
      'When you withdraw it, what was kept only for it becomes unreadable at once and is then deleted.',
    ],
    scopes: (purposes[purpose] as { scopes?: Readonly<Record<string, string>> }).scopes ?? {},
    material,
  };
}
export type Notice = ReturnType<typeof noticeOf>;
