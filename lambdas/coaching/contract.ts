import { area } from '#/domain/api/area.ts';
import { actionRoutes } from './actions.contract.ts';
import { goalRoutes } from './goals.contract.ts';
import { messageRoutes } from './messages.contract.ts';
import { noteRoutes } from './notes.contract.ts';
import { sessionRoutes } from './sessions.contract.ts';

export const coachingArea = area({
  name: 'coaching',
  says: 'What coach and client do together: sessions, notes, goals, actions, messages.',
  stores: {
    directory: ['read', 'write'],
    keys: ['read', 'check'],
    coaching: ['read', 'list', 'write'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['coaching'], mac: true },
  routes: { ...sessionRoutes, ...noteRoutes, ...goalRoutes, ...actionRoutes, ...messageRoutes },
});
