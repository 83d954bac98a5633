import * as z from 'zod/mini';
import { route } from '#/domain/api/route.ts';
import { legitimatePurposes } from '#/domain/data-map/purposes.ts';
import { once } from '#/domain/once.ts';
import { own } from './ways.contract.ts';

const purpose = once(() => z.enum(legitimatePurposes));

/** One purpose that rests on a legitimate interest, and where the person stands on it. */
const objection = once(() =>
  z.strictObject({
    purpose: purpose(),
    title: z.string(),
    says: z.string(),
    /** The recorded assessment that weighed the interest. */
    assessment: z.string(),
    /** What an objection is weighed against; null where it ends the purpose at once. */
    grounds: z.nullable(z.string()),
    state: z.enum(['none', 'objected', 'under_review', 'upheld', 'overridden', 'lifted']),
    decidedAt: z.nullable(z.iso.datetime()),
  }),
);

const path = '/v1/me/objections';

export const objectionRoutes = {
  readObjections: route({
    ...own,
    method: 'GET',
    path,
    says: 'Every purpose that rests on a legitimate interest, and whether the caller objects to it.',
    answer: () => z.strictObject({ objections: z.array(objection()) }),
  }),
  decideObjection: route({
    ...own,
    method: 'PUT',
    path,
    says: 'Objects to a purpose, or lifts the objection. It ends the purpose at once, or somebody weighs it against our grounds.',
    body: () => z.strictObject({ purpose: purpose(), objection: z.boolean() }),
    acceptedWhile: { member: 'state', is: 'under_review' },
    answer: objection,
  }),
} as const;
