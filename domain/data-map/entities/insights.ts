import * as z from 'zod/mini';
import { bound, entity, sealed } from '#/domain/data-map/entity.ts';
import { days } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';
import { insightInputs } from '#/domain/insights/inputs.ts';
import { text } from '#/domain/text.ts';

/** A text that a program made of coaching records, under a consent of its own; gone with its withdrawal. */
export const insight = entity('insight', {
  store: 'coaching',
  about: 'client',
  purpose: 'ai_insights',
  retention: { from: 'engagement.ended', keep: days(30), holdable: true },
  onExport: 'whole',
  onErasure: 'delete',
  key: { pk: 'engagement#{engagementId}', sk: 'insight#{insightId}' },
  fields: {
    text: sealed(() => text(10_000), 'coaching_content', 'What the program wrote.'),
    madeFrom: bound(() => z.enum(insightInputs), 'coaching_metadata', 'What kind of records it was made from.'),
    sessionId: bound(() => z.optional(id('session')), 'coaching_metadata', 'The session whose notes it was made from.'),
    records: bound(() => z.int(), 'coaching_metadata', 'How many records it was made from.'),
    provider: bound(
      () => z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,64}$/)),
      'coaching_metadata',
      'Which program wrote it.',
    ),
    requestedBy: bound(() => id('person'), 'coaching_metadata', 'Who asked for it.'),
  },
});
