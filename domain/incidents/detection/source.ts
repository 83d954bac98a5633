import * as z from 'zod/mini';
import { instanceOf } from '#/domain/ids.ts';
import type { OcsfEvent } from './ocsf.ts';

/** What a mapper is handed. */
export type Surroundings = {
  readonly instance: string;
  /** A keyed hash, so that an address, a device or an unknown name can be told again but not read. */
  readonly hash: (text: string) => string;
  /** Ids of records that nobody has a reason to open. */
  readonly canaries: ReadonlySet<string>;
};

/**
 * Turns a record of one source into an event. It takes the fields of its allow-list and no other, and of these only values of
 * their form. Undefined: not a record of this source; the caller counts it.
 */
export type Mapper = (record: unknown, around: Surroundings) => OcsfEvent | undefined;

/** A field that is left out when it is not what it should be: nobody's text slips through, and no event is lost. */
export const ifValid = <T extends z.core.SomeType>(schema: T) => z.catch(z.optional(schema), undefined as never);

export const ourId = () => z.string().check(z.regex(/^[a-z]{2}\.[a-z]+_[0-9A-Z]{26}$/));
export const ourActor = () => z.string().check(z.regex(/^(?:[a-z]{2}\.person_[0-9A-Z]{26}|service:[a-z-]{1,32})$/));
/** A name out of a list that somebody else keeps, such as an operation of AWS: no spaces, so never a sentence. */
export const word = () => z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9._:/-]{0,63}$/));
/** What a source calls its own event. */
export const eventUid = () => z.string().check(z.regex(/^[A-Za-z0-9._:/-]{1,128}$/));
/** Epoch milliseconds out of an ISO 8601 time. */
export const isoTime = () =>
  z.pipe(
    z.string().check(
      z.regex(/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/),
      z.refine((text) => !Number.isNaN(Date.parse(text))),
    ),
    z.transform((text: string) => Date.parse(text)),
  );

const idsIn = /[a-z]{2}\.[a-z]+_[0-9A-Z]{26}/g;

/** What the ids of a record say: whether one belongs to another instance, and whether one is a canary. */
export function marksOf(
  texts: readonly (string | undefined)[],
  { instance, canaries }: Surroundings,
): { readonly foreign_instance?: true; readonly canary?: true } {
  const ids = texts.flatMap((text) => text?.match(idsIn) ?? []);
  const isForeign = ids.some((id) => (instanceOf(id) ?? instance) !== instance);
  const isCanary = ids.some((id) => canaries.has(id));
  return { ...(isForeign ? { foreign_instance: true } : {}), ...(isCanary ? { canary: true } : {}) };
}

/** Members that have a value. */
export function present<T extends Record<string, unknown>>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
