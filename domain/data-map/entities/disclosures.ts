import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { purposeNames } from '#/domain/data-map/purposes.ts';
import { months } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';
import { insightInputs } from '#/domain/insights/inputs.ts';

const trace = {
  store: 'accesslog',
  about: 'person',
  purpose: 'security',
  retention: { from: 'created', keep: months(13), holdable: false },
  onExport: 'whole',
  onErasure: 'delete',
} as const;
const word = () => z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,64}$/));

/** That a third party got something: which fields of which records, and never what stood in them. */
export const disclosure = entity('disclosure', {
  ...trace,
  key: { pk: 'disclosures#{subjectId}', sk: 'to#{disclosureId}' },
  fields: {
    integrationId: plain(() => id('integration'), 'security_log', 'Who got it.'),
    purpose: plain(() => z.enum(purposeNames), 'security_log', 'For which purpose.'),
    fields: plain(() => z.array(word()), 'security_log', 'Which fields, by name.'),
    recordId: plain(
      () => z.string().check(z.regex(/^[a-z]{2}\.[a-z]+_[0-9A-Z]{26}$/)),
      'security_log',
      'Of which record.',
    ),
    at: plain(() => z.int(), 'security_log', 'When, epoch milliseconds.'),
  },
});

/** That a language model worked on somebody’s records: the class of its input, and never the input. */
export const modelUse = entity('model_use', {
  ...trace,
  key: { pk: 'disclosures#{subjectId}', sk: 'model#{disclosureId}' },
  fields: {
    provider: plain(word, 'security_log', 'Which provider and model.'),
    inputClass: plain(() => z.enum(insightInputs), 'security_log', 'What kind of records it read.'),
    records: plain(() => z.int(), 'security_log', 'How many records it read.'),
    training: plain(() => z.literal(false), 'security_log', 'Nothing is kept for training.'),
    at: plain(() => z.int(), 'security_log', 'When, epoch milliseconds.'),
  },
});
