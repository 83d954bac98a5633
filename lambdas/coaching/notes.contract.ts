import { bodyOf, changesOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { note } from '#/domain/data-map/entities/coaching.ts';
import { once } from '#/domain/once.ts';
import { coaching } from './ways.contract.ts';

const noteAnswer = once(() => representation(note, ['engagementId', 'sessionId', 'noteId']));

export const noteRoutes = {
  writeNote: route({
    ...coaching,
    method: 'POST',
    path: '/v1/engagements/{engagementId}/sessions/{sessionId}/notes',
    says: 'Writes a note on a session, for its author alone or for both participants.',
    body: () => bodyOf(note, ['body', 'visibility']),
    status: 201,
    answer: noteAnswer,
    replay: { route: 'readNote', id: 'noteId' },
  }),
  listNotes: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/sessions/{sessionId}/notes',
    says: 'The notes of a session that the caller may read, newest first.',
    query: paging,
    status: 200,
    answer: () => page(noteAnswer()),
  }),
  readNote: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/sessions/{sessionId}/notes/{noteId}',
    says: 'One note.',
    status: 200,
    answer: noteAnswer,
  }),
  reviseNote: route({
    ...coaching,
    method: 'PATCH',
    path: '/v1/engagements/{engagementId}/sessions/{sessionId}/notes/{noteId}',
    says: 'The author changes a note or who may read it.',
    body: () => changesOf(note, ['body', 'visibility']),
    ifMatch: true,
    status: 200,
    answer: noteAnswer,
  }),
} as const;
