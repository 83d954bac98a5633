import * as z from 'zod/mini';
import { route } from '#/domain/api/route.ts';
import { programmeTerms } from '#/domain/data-map/entities/directory.ts';
import { type LawfulBasis, type Purpose, purposes } from '#/domain/data-map/purposes.ts';
import { engagementAnswer } from './answer.contract.ts';
import { client } from './ways.contract.ts';

const bases = [...new Set(Object.values(purposes).map(({ basis }): LawfulBasis => basis))];
const path = '/v1/engagements/{engagementId}/privacy-review';

export const privacyRoutes = {
  readPrivacyReview: route({
    method: 'GET',
    path,
    says: 'What the client reviews before coaching starts: what the sponsor may see, what the data is used for, how long it is kept.',
    who: [client],
    purposes: ['coaching', 'consent_proof'],
    status: 200,
    answer: () =>
      z.strictObject({
        engagementId: z.string(),
        /** Null until the client has confirmed. */
        confirmedAt: z.nullable(z.iso.datetime()),
        /** All that the sponsor may ever see: figures over groups, never a person. */
        sponsorSees: programmeTerms.fields.sponsorSees.schema,
        purposes: z.array(
          z.strictObject({
            purpose: z.enum(Object.keys(purposes) as Purpose[]),
            says: z.string(),
            basis: z.enum(bases),
            /** Whether data is used for it now. What rests on consent is off until the client turns it on. */
            on: z.boolean(),
          }),
        ),
        contentClass: z.literal('server_readable'),
        retention: z.strictObject({ policy: z.string(), deleteAfter: z.nullable(z.iso.datetime()) }),
      }),
  }),
  reviewPrivacy: route({
    method: 'POST',
    path,
    says: 'The client confirms having reviewed the privacy settings; coaching cannot start before.',
    who: [client],
    purposes: ['coaching', 'account'],
    body: () => z.strictObject({ confirmed: z.literal(true) }),
    status: 200,
    answer: engagementAnswer,
    replay: { route: 'readEngagement' },
  }),
} as const;
