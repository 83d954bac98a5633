import { objectStore } from '#/lambdas/platform/object-store.ts';
import { serve } from '#/lambdas/platform/serve.ts';
import { recordings } from './contract.ts';
import { recordingOperations } from './recordings.ts';

export const handler = serve(recordings, recordingOperations, { buckets: objectStore });
