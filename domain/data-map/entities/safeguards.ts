import * as z from 'zod/mini';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { purposeNames } from '#/domain/data-map/purposes.ts';
import { days, hours, months } from '#/domain/data-map/retention.ts';
import { actor, id } from '#/domain/ids.ts';

const anyId = () => z.string().check(z.regex(/^[a-z]{2}\.[a-z]+_[0-9A-Z]{26}$/));
const word = () => z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,64}$/));
const base64url = () => z.string().check(z.regex(/^[A-Za-z0-9_-]+$/));

export const accessLogEntry = entity('access_log_entry', {
  store: 'accesslog',
  about: 'person',
  purpose: 'security',
  retention: { from: 'created', keep: months(13), holdable: false },
  onExport: 'whole',
  onErasure: 'delete',
  key: { pk: 'subject#{subjectId}', sk: '{entryId}' },
  fields: {
    outcome: plain(() => z.enum(['opened', 'refused']), 'security_log', 'Whether the record was opened.'),
    actorId: plain(() => actor(), 'security_log', 'Who asked: a person, or a service of ours.'),
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
  onExport: { leftOut: 'It repeats which requests the records themselves come from, and is gone after a day.' },
  onErasure: 'delete',
  key: { pk: 'person#{personId}', sk: 'idempotency#{route}#{keyHash}' },
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
  onExport: { leftOut: 'It repeats by id what the records themselves say, and is gone after a week.' },
  onErasure: 'delete',
  key: { pk: 'subject#{subjectId}', sk: 'outbox#{eventId}' },
  fields: {
    type: plain(() => word(), 'security_log', 'What happened, such as note.created.'),
    actorId: plain(() => actor(), 'security_log', 'Who did it: a person, or a service of ours.'),
    resourceId: plain(() => anyId(), 'security_log', 'Which record it happened to.'),
    engagementId: plain(() => z.optional(id('engagement')), 'security_log', 'The engagement that it happened in.'),
    purpose: plain(
      () => z.optional(z.enum(purposeNames)),
      'security_log',
      'The purpose that began or ended, where it is about one.',
    ),
    rows: plain(
      () => z.optional(z.array(z.string().check(z.regex(/^[A-Za-z0-9_.#-]{1,160}\|[A-Za-z0-9_-]{1,64}$/)))),
      'security_log',
      'Key rows that were destroyed, by their row keys and key ids, for the ledger that restores replay.',
    ),
    at: plain(() => z.int(), 'security_log', 'When, epoch milliseconds.'),
  },
});
