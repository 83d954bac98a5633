import * as z from 'zod/mini';
import { actionStates, goalStates } from '#/domain/coaching/goal-state.ts';
import { sessionStates } from '#/domain/coaching/session-state.ts';
import { bound, entity, sealed } from '#/domain/data-map/entity.ts';
import { months } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';
import { instant, line, text } from '#/domain/text.ts';

/** What coach and client share is about the client: sealed under the client's key, read by the coach by relation. */
const shared = {
  store: 'coaching',
  about: 'client',
  purpose: 'coaching',
  retention: { from: 'engagement.ended', keep: months(24), holdable: true },
  onExport: 'whole',
  onErasure: 'delete',
} as const;
const author = () => bound(() => id('person'), 'coaching_metadata', 'Who wrote it.');

export const session = entity('session', {
  ...shared,
  key: { pk: 'engagement#{engagementId}', sk: 'session#{sessionId}' },
  fields: {
    startsAt: bound(
      () => instant().check(z.refine((at) => at.startsWith('2'), 'must be in the years 2000 to 2999')),
      'coaching_metadata',
      'When the session starts.',
    ),
    durationMinutes: bound(
      () => z.int().check(z.minimum(5), z.maximum(480)),
      'coaching_metadata',
      'How long the session is planned to take.',
    ),
    status: bound(() => z.enum(sessionStates), 'coaching_metadata', 'Where the session stands.'),
    topic: sealed(() => z.optional(line(200)), 'coaching_content', 'What the session is about.'),
    place: sealed(() => z.optional(line(500)), 'coaching_content', 'Where to meet: a room or a link.'),
    endedAt: bound(() => z.optional(instant()), 'coaching_metadata', 'When it was completed, cancelled or missed.'),
  },
});

export const note = entity('note', {
  ...shared,
  key: { pk: 'engagement#{engagementId}', sk: 'note#{sessionId}#{noteId}' },
  fields: {
    body: sealed(() => text(20_000), 'coaching_content', 'The note itself.'),
    visibility: bound(() => z.enum(['author', 'participants']), 'coaching_metadata', 'Who may read it.'),
    authorId: author(),
  },
});

export const goal = entity('goal', {
  ...shared,
  key: { pk: 'engagement#{engagementId}', sk: 'goal#{goalId}' },
  fields: {
    title: sealed(() => line(200), 'coaching_content', 'What the client wants to reach.'),
    description: sealed(() => z.optional(text(5_000)), 'coaching_content', 'The goal in more words.'),
    status: bound(() => z.enum(goalStates), 'coaching_metadata', 'Where the goal stands.'),
    progress: sealed(
      () => z.int().check(z.minimum(0), z.maximum(100)),
      'coaching_content',
      'How far the client is, in percent.',
    ),
    targetDate: sealed(() => z.optional(z.iso.date()), 'coaching_content', 'By when the client wants to reach it.'),
    authorId: author(),
  },
});

export const action = entity('action', {
  ...shared,
  key: { pk: 'engagement#{engagementId}', sk: 'action#{actionId}' },
  fields: {
    title: sealed(() => line(200), 'coaching_content', 'What is to be done.'),
    status: bound(() => z.enum(actionStates), 'coaching_metadata', 'Whether it is done.'),
    goalId: bound(() => z.optional(id('goal')), 'coaching_metadata', 'The goal it serves.'),
    dueDate: sealed(() => z.optional(z.iso.date()), 'coaching_content', 'By when it is to be done.'),
    authorId: author(),
  },
});

export const message = entity('message', {
  ...shared,
  key: { pk: 'engagement#{engagementId}', sk: 'message#{messageId}' },
  fields: {
    body: sealed(() => text(5_000), 'coaching_content', 'What was written.'),
    authorId: author(),
  },
});
