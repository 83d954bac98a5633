import { Problem } from '#/domain/api/problems.ts';
import { type SessionMove, sessionAfter } from '#/domain/coaching/session-state.ts';
import { session } from '#/domain/data-map/entities/coaching.ts';
import type { IdsOf } from '#/domain/data-map/entity.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import type { Door } from '#/vault/door.ts';
import { create, type Draft } from '#/vault/draft.ts';
import { markSessionCompleted } from '#/vault/people.ts';
import { activeEngagement } from './active-engagement.ts';
import { calendarOf } from './calendar.ts';
import type { sessionRoutes } from './sessions.contract.ts';

type SessionIds = IdsOf<typeof session>;

async function move(door: Door, { now }: Services, params: SessionIds, to: SessionMove, along: readonly Draft[] = []) {
  const record = await door.read(session, params);
  const status = sessionAfter(record.values, to, now());
  if (!status) {
    throw new Problem('conflict', {
      detail: `A session that is ${record.values.status} or still to come cannot do that.`,
    });
  }
  const endedAt = new Date(now()).toISOString();
  return represent(await door.revise(`session.${status}`, record, { status, endedAt }, along));
}

/** After a session, an unattended device is the likeliest one to be open: both sign-ins get the short idle time. */
async function shortIdleTime(door: Door, { vault }: Services): Promise<Draft[]> {
  const { values } = await activeEngagement(door);
  const people = [values.coachId, values.clientId];
  return Promise.all(people.map((personId) => markSessionCompleted(vault, personId)));
}

export const sessions: Operations<typeof sessionRoutes> = {
  scheduleSession: async ({ door, params, body }, { mintId }) => {
    const { subject } = await activeEngagement(door);
    const ids = { ...params, sessionId: mintId('session') };
    return represent(
      await door.add('session.scheduled', create(session, ids, subject, { ...body, status: 'scheduled' })),
    );
  },

  listSessions: async ({ door, params, query }) => pageOf(await door.list(session, params, query), represent),

  readSession: async ({ door, params }) => represent(await door.read(session, params)),

  rescheduleSession: async ({ door, params, body }) => {
    const record = await door.read(session, params);
    if (record.values.status !== 'scheduled') {
      throw new Problem('conflict', { detail: `A session that is ${record.values.status} cannot be moved.` });
    }
    return represent(await door.revise('session.rescheduled', record, body));
  },

  completeSession: async ({ door, params }, services) =>
    move(door, services, params, 'complete', await shortIdleTime(door, services)),

  cancelSession: async ({ door, params }, services) => move(door, services, params, 'cancel'),

  missSession: async ({ door, params }, services) => move(door, services, params, 'no-show'),

  readSessionCalendar: async ({ door, params }) => calendarOf(await door.read(session, params)),
};
