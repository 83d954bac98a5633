import * as z from 'zod/mini';
import { partsAtMost, recordingStates, recordingTypes } from '#/domain/coaching/recording-state.ts';
import { bound, entity } from '#/domain/data-map/entity.ts';
import { days } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';

/**
 * A recorded session. The sound and picture lie in the bucket `recordings`, sealed part by part under a key made of the keys
 * of everybody who takes part: whoever withdraws takes it away from all.
 */
export const recording = entity('recording', {
  store: 'coaching',
  about: 'client',
  purpose: 'session_recording',
  retention: { from: 'engagement.ended', keep: days(30), holdable: true },
  onExport: 'whole',
  onErasure: 'delete',
  key: { pk: 'engagement#{engagementId}', sk: 'recording#{sessionId}#{recordingId}' },
  pointers: [{ pk: 'person#{coachId}', sk: 'recording#{engagementId}#{sessionId}#{recordingId}' }],
  objects: { bucket: 'recordings', category: 'coaching_content', why: 'The sound and picture of the session.' },
  fields: {
    coachId: bound(() => id('person'), 'coaching_metadata', 'Who coaches, and so is recorded, too.'),
    justificationId: bound(
      () => z.string().check(z.regex(/^[A-Z]{2,8}-[0-9]{1,12}$/, 'must look like REC-2026001')),
      'coaching_metadata',
      'The written reason why this session is recorded, by its number.',
    ),
    mediaType: bound(() => z.enum(recordingTypes), 'coaching_metadata', 'What plays it.'),
    status: bound(() => z.enum(recordingStates), 'coaching_metadata', 'Whether all of it has arrived.'),
    parts: bound(
      () => z.int().check(z.minimum(0), z.maximum(partsAtMost)),
      'coaching_metadata',
      'How many parts have arrived.',
    ),
    authorId: bound(() => id('person'), 'coaching_metadata', 'Who recorded.'),
  },
});
