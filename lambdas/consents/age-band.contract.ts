import * as z from 'zod/mini';
import { route } from '#/domain/api/route.ts';
import { ageBands } from '#/domain/consent/ages.ts';
import { ageBand } from '#/domain/data-map/entities/guardians.ts';
import { once } from '#/domain/once.ts';
import { own } from './ways.contract.ts';

const ageAnswer = once(() =>
  z.strictObject({
    country: z.nullable(z.string()),
    /** `undeclared` until the person has told. */
    band: z.enum(['undeclared', ...ageBands]),
    /** Whether the person consents alone at this moment. */
    consentsAlone: z.boolean(),
    /** From which age that is, where the person lives; null while that is not known. */
    consentAge: z.nullable(z.int()),
    /** The day on which a minor comes of age. */
    majorityOn: z.nullable(z.iso.date()),
  }),
);

const path = '/v1/me/age-band';

export const ageRoutes = {
  readAgeBand: route({
    ...own,
    method: 'GET',
    path,
    says: 'What the caller has told of their age, and whether they consent alone.',
    answer: ageAnswer,
  }),
  declareAge: route({
    ...own,
    method: 'PUT',
    path,
    says: 'Tells the country and whether the caller is of age. Of a minor’s birthday only the day of majority is kept.',
    body: () =>
      z
        .strictObject({
          country: ageBand.fields.country.schema,
          band: ageBand.fields.band.schema,
          bornOn: z.optional(z.iso.date()),
        })
        .check(
          z.refine(
            ({ band, bornOn }) => (band === 'minor') === (bornOn !== undefined),
            'must have bornOn for a minor, and not for an adult',
          ),
        ),
    answer: ageAnswer,
  }),
} as const;
