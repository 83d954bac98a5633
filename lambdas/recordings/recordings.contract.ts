import { binaryMediaType, bytes } from '#/domain/api/bytes.ts';
import { bodyOf, representation } from '#/domain/api/representation.ts';
import type { Way } from '#/domain/api/route.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { recording } from '#/domain/data-map/entities/recordings.ts';
import { once } from '#/domain/once.ts';

const coach: Way = { role: 'coach', relation: 'coach' };
const client: Way = { role: 'client', relation: 'client' };
const recorded = { who: [coach, client], purposes: ['session_recording', 'coaching'] } as const;
const list = '/v1/engagements/{engagementId}/sessions/{sessionId}/recordings';
const one = `${list}/{recordingId}` as const;

const recordingAnswer = once(() =>
  representation(recording, ['engagementId', 'sessionId', 'recordingId'], ['coachId']),
);

export const recordingRoutes = {
  beginRecording: route({
    ...recorded,
    method: 'POST',
    path: list,
    says: 'Begins a recording, if everybody who takes part has consented and its reason is on record.',
    body: () => bodyOf(recording, ['justificationId', 'mediaType']),
    status: 201,
    answer: recordingAnswer,
    replay: { route: 'readRecording', id: 'recordingId' },
  }),
  listRecordings: route({
    ...recorded,
    method: 'GET',
    path: list,
    says: 'The recordings of a session, newest first.',
    query: paging,
    status: 200,
    answer: () => page(recordingAnswer()),
  }),
  readRecording: route({
    ...recorded,
    method: 'GET',
    path: one,
    says: 'One recording, without its sound and picture.',
    status: 200,
    answer: recordingAnswer,
  }),
  putRecordingPart: route({
    ...recorded,
    method: 'PUT',
    path: `${one}/parts/{part}`,
    says: 'Adds the next part of a recording, of at most 4 MiB. Repeating the last one replaces it.',
    body: bytes,
    status: 200,
    answer: recordingAnswer,
  }),
  readRecordingPart: route({
    ...recorded,
    method: 'GET',
    path: `${one}/parts/{part}`,
    says: 'One part of a recording, as it was sent. Takes Accept: application/octet-stream.',
    status: 200,
    mediaType: binaryMediaType,
    answer: bytes,
  }),
  completeRecording: route({
    ...recorded,
    method: 'POST',
    path: `${one}/complete`,
    says: 'Says that all parts have arrived; nothing can be added after it.',
    status: 200,
    answer: recordingAnswer,
    replay: { route: 'readRecording' },
  }),
  deleteRecording: route({
    ...recorded,
    method: 'DELETE',
    path: one,
    says: 'Deletes a recording with all its parts, before its time.',
    ifMatch: true,
    status: 204,
  }),
} as const;
