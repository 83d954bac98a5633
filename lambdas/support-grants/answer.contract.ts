import * as z from 'zod/mini';
import { representation } from '#/domain/api/representation.ts';
import { supportGrant } from '#/domain/data-map/entities/support.ts';
import { once } from '#/domain/once.ts';

export const grantAnswer = once(() =>
  z.extend(representation(supportGrant, ['grantId']), {
    /** Whether it lets its holder in at this moment. */
    open: z.boolean(),
    /** By when somebody who had no part in it has to have looked at it; null while that does not run. */
    reviewDueAt: z.nullable(z.iso.datetime()),
  }),
);
