import { Problem } from '#/domain/api/problems.ts';
import { partsAtMost } from '#/domain/coaching/recording-state.ts';
import { session } from '#/domain/data-map/entities/coaching.ts';
import { recording } from '#/domain/data-map/entities/recordings.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { create } from '#/vault/draft.ts';
import { getPart, type Part, putPart, removeObject, removePart } from '#/vault/sealed-objects.ts';
import { of } from '#/vault/visit.ts';
import type { recordingRoutes } from './recordings.contract.ts';

type Recording = Saved<typeof recording>;

const bucket = 'recordings';
const keysOf = (door: Door) => door.consentKeys('session_recording');
const partOf = ({ ids, subject }: Recording, part: number): Part => ({
  bucket,
  objectId: ids.recordingId,
  subject,
  purpose: recording.purpose,
  part,
});

function show(record: Recording) {
  const { coachId: _, ...shown } = represent(record);
  return shown;
}

/** Another request changed the recording first: the part it sent stands. */
const isConflict = (refusal: unknown): boolean => refusal instanceof Problem && refusal.type === 'conflict';

/** @throws Problem `conflict` unless the part is the next one, or the last one again */
function requireNext({ values }: Recording, part: number): void {
  const detail =
    values.status === 'complete'
      ? 'The recording is complete; begin another one.'
      : `The parts arrive in order: send part ${values.parts + 1}.`;
  const fits = part === values.parts + 1 || part === values.parts;
  if (values.status === 'complete' || !fits || part > partsAtMost) throw new Problem('conflict', { detail });
}

export const recordingOperations: Operations<typeof recordingRoutes> = {
  beginRecording: async ({ door, params, body, caller }, { mintId }) => {
    const { subject } = await door.read(session, params);
    const { engagement } = await door.admission();
    const coachId = engagement?.values.coachId ?? '';
    const values = { ...body, coachId, status: 'uploading', parts: 0, authorId: caller.personId } as const;
    const ids = { ...params, recordingId: mintId('recording') };
    return show(await door.add('recording.begun', create(recording, ids, subject, values)));
  },

  listRecordings: async ({ door, params, query }) =>
    pageOf(await door.list(recording, params, query, of(session, params)), show),

  readRecording: async ({ door, params }) => show(await door.read(recording, params)),

  putRecordingPart: async ({ door, params, body }, { vault }) => {
    const { part: number, ...ids } = params;
    const part = Number(number);
    const record = await door.read(recording, ids);
    requireNext(record, part);
    const place = partOf(record, part);
    await putPart(vault, await keysOf(door), place, body);
    // The count is written under the condition that everybody’s key still stands: a part that lost against a withdrawal
    // is taken away again.
    return door.revise('recording.grown', record, { parts: part }).then(show, async (refusal: unknown) => {
      // Also a part that was sent again: the deletion that follows a withdrawal may have been there before it.
      if (part > record.values.parts || !isConflict(refusal)) await removePart(vault, place);
      throw refusal;
    });
  },

  readRecordingPart: async ({ door, params }, { vault }) => {
    const { part, ...ids } = params;
    const record = await door.read(recording, ids);
    const found = Number(part) <= record.values.parts;
    const bytes = found && (await getPart(vault, await keysOf(door), partOf(record, Number(part))));
    if (!bytes) throw new Problem('not-found');
    return bytes;
  },

  completeRecording: async ({ door, params }) => {
    const record = await door.read(recording, params);
    if (record.values.status === 'complete') return show(record);
    if (record.values.parts === 0) throw new Problem('conflict', { detail: 'No part of the recording has arrived.' });
    return show(await door.revise('recording.completed', record, { status: 'complete' }));
  },

  deleteRecording: async ({ door, params }, { vault }) => {
    const record = await door.read(recording, params);
    await door.remove('recording.deleted', record);
    await removeObject(vault, bucket, record.ids.recordingId);
    return undefined as never;
  },
};
