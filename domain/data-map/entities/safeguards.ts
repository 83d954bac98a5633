import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { purposes } from '#/domain/data-map/purposes.ts';
import { days, hours, months } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';

const purposeNames = Object.keys(purposes) as (keyof typeof purposes)[];
const anyId = () => z.string().check(z.regex(/^[a-z]{2}\.[a-z]+_[0-9A-Z]{26}$/));
const word = () => z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,64}$/));
const base64url = () => z.string().check(z.regex(/^[A-Za-z0-9_-]+$/));

/** The data key of one subject for one purpose, wrapped by KMS. Deleting the row makes what it sealed unreadable for good. */
export const subjectKey = entity('subject_key', {
  store: 'keys',
  about: 'person',
  purpose: 'security',
  retention: { from: 'account.closed', keep: days(0), holdable: true },
  key: { pk: 'subject#{subjectId}', sk: 'key#{purpose}' },
  fields: {
    keyId: plain(() => base64url(), 'key_material', 'Random name of the key, never reused.'),
    wrapped: plain(
      () => z.custom<Uint8Array>((value) => value instanceof Uint8Array),
      'key_material',
      'The key, encrypted by KMS.',
    ),
    grantedAt: plain(() => z.int(), 'security_log', 'When it came to be, epoch milliseconds.'),
  },
});

export const accessLogEntry = entity('access_log_entry', {
  store: 'accesslog',
  about: 'person',
  purpose: 'security',
  retention: { from: 'created', keep: months(13), holdable: false },
  key: { pk: 'subject#{subjectId}', sk: '{entryId}' },
  fields: {
    outcome: plain(() => z.enum(['opened', 'refused']), 'security_log', 'Whether the record was opened.'),
    actorId: plain(() => id('person'), 'security_log', 'Who asked.'),
    role: plain(() => word(), 'security_log', 'In which role.'),
    purpose: plain(() => z.enum(purposeNames), 'security_log', 'For which purpose.'),
    route: plain(() => word(), 'security_log', 'Through which operation of the API.'),
    records: plain(
      () => z.array(z.string().check(z.regex(/^[a-z_]+:[A-Za-z0-9_.*-]{1,80}$/))),
      'security_log',
      'Which records, by id.',
    ),
    reason: plain(() => z.optional(word()), 'security_log', 'Why it was refused.'),
    at: plain(() => z.int(), 'security_log', 'When, epoch milliseconds.'),
  },
});

/** So that a repeated POST is executed once. It holds no answer: a replay reads again, through the gate. */
export const idempotencyRecord = entity('idempotency_record', {
  store: 'activity',
  about: 'person',
  purpose: 'security',
  retention: { from: 'created', keep: hours(24), holdable: false },
  key: { pk: 'idempotency#{personId}#{route}', sk: '{keyHash}' },
  fields: {
    bodyHash: plain(
      () => base64url(),
      'security_log',
      'Keyed hash of the request, to refuse another body under the same key.',
    ),
    status: plain(() => z.int(), 'security_log', 'The HTTP status that was answered.'),
    resourceId: plain(() => anyId(), 'security_log', 'What was made or changed.'),
  },
});

/** What happened, by id, for whoever acts on it later: leaves through the table's stream. */
export const outboxEvent = entity('outbox_event', {
  store: 'activity',
  about: 'person',
  purpose: 'security',
  retention: { from: 'created', keep: days(7), holdable: false },
  key: { pk: 'outbox#{eventId}', sk: 'event' },
  fields: {
    type: plain(() => word(), 'security_log', 'What happened, such as note.created.'),
    actorId: plain(() => id('person'), 'security_log', 'Who did it.'),
    subjectId: plain(() => anyId(), 'security_log', 'Whom it is about.'),
    resourceId: plain(() => anyId(), 'security_log', 'Which record it happened to.'),
    at: plain(() => z.int(), 'security_log', 'When, epoch milliseconds.'),
  },
});
