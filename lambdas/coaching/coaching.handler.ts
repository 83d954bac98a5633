import { serve } from '#/lambdas/platform/serve.ts';
import { actions } from './actions.ts';
import { coachingArea } from './contract.ts';
import { goals } from './goals.ts';
import { messages } from './messages.ts';
import { notes } from './notes.ts';
import { sessions } from './sessions.ts';

export const handler = serve(coachingArea, { ...sessions, ...notes, ...goals, ...actions, ...messages });
