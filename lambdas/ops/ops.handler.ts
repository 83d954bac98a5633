import { serve } from '#/lambdas/platform/serve.ts';
import { ops } from './contract.ts';
import { readLogs } from './logs.ts';
import { readStatus } from './status.ts';

export const handler = serve(ops, { readLogs, readStatus });
