import * as z from 'zod/mini';
import { representation } from '#/domain/api/representation.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import { once } from '#/domain/once.ts';

const participant = z.strictObject({
  /** Null until the client has signed an agreement: an invitation does not say whether the address is known. */
  personId: z.nullable(z.string()),
  displayName: z.nullable(z.string()),
});

export const engagementAnswer = once(() =>
  z.extend(representation(engagement, ['engagementId'], ['clientId', 'coachId', 'clientJoinedAt']), {
    participants: z.strictObject({ coach: participant, client: participant }),
  }),
);
