import * as z from 'zod/mini';

/**
 * Ids say which instance they belong to and what they name, and nothing else: `eu.note_01J9Z...` (a ULID).
 * So another instance's id is recognised by its prefix alone, and an id of the wrong kind by its name.
 */
export const idKinds = [
  'person',
  'organization',
  'invitation',
  'engagement',
  'agreement',
  'session',
  'note',
  'goal',
  'action',
  'message',
  'terms',
  'consent',
  'recording',
  'insight',
  'integration',
  'delivery',
  'request',
  'import',
  'hold',
  'grant',
  'guardianship',
  'review',
  'incident',
  'approval',
  'task',
] as const;
export type IdKind = (typeof idKinds)[number];

const ulid = '[0-7][0-9A-HJKMNP-TV-Z]{25}';
const patterns = new Map(idKinds.map((kind) => [kind, new RegExp(`^[a-z]{2}\\.${kind}_${ulid}$`)]));
const anyId = new RegExp(`^([a-z]{2})\\.(${idKinds.join('|')})_`);

/** Makes an id; the further kinds name entries of logs and the outbox, which no path ever holds. */
export type MintId = (kind: IdKind | 'access' | 'event' | 'disclosure' | 'propagation') => string;

/** A schema for ids of one kind; it does not look at the instance, which the door checks first. */
export const id = (kind: IdKind) =>
  z
    .string()
    .check(
      z.regex(
        patterns.get(kind) as RegExp,
        `must be the id of ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}, such as eu.${kind}_01J9ZC8QX1V5N4B7T2W3Y6K8M0`,
      ),
    );

/** Who did something: a person by id, or a service of ours by name. */
export const actor = () =>
  z
    .string()
    .check(
      z.regex(new RegExp(`^(?:[a-z]{2}\\.person_${ulid}|service:[a-z-]{1,32})$`), 'must be a person or a service'),
    );

/** The instance an id belongs to, or undefined when it does not look like one of our ids. */
export const instanceOf = (value: string): string | undefined => anyId.exec(value)?.[1];
