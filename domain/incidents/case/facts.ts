import * as z from 'zod/mini';
import { once } from '#/domain/once.ts';

/** One word of a machine: an id, an enumeration, a digest, an address range. No space fits in it, and so no sentence. */
const word = /^[A-Za-z0-9][A-Za-z0-9._:/#+-]{0,159}$/;
const mostWords = 200;
const mostFacts = 32;

/** Ids, enumerations, counts, moments. Nothing that people wrote can be a fact. */
type Fact = string | number | boolean | readonly string[];
export type CaseFacts = Readonly<Record<string, Fact>>;

export const wordSchema = () =>
  z.string().check(z.regex(word, 'must be an id, an enumeration or a digest: one word without spaces'));

export const factsSchema = once(() =>
  z
    .record(
      z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'must be the name of a fact')),
      z.union([wordSchema(), z.int(), z.boolean(), z.array(wordSchema()).check(z.maxLength(mostWords))], {
        error: 'must be an id, an enumeration, a whole number, a yes or no, or a list of ids',
      }),
    )
    .check(
      z.refine((facts) => Object.keys(facts).length <= mostFacts, `must have at most ${mostFacts} facts in one entry`),
    ),
);
