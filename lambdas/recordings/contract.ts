import { area } from '#/domain/api/area.ts';
import { recordingRoutes } from './recordings.contract.ts';

export const recordings = area({
  name: 'recordings',
  says: 'Recordings of sessions, which take the consent of everybody who takes part.',
  stores: {
    directory: ['read', 'check'],
    keys: ['read', 'check'],
    consent: ['read'],
    coaching: ['read', 'list', 'write', 'delete'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['session_recording', 'coaching'], mac: true },
  buckets: { recordings: ['read', 'write', 'delete', 'list'] },
  routes: recordingRoutes,
});
