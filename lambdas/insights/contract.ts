import { area } from '#/domain/api/area.ts';
import { insightRoutes } from './insights.contract.ts';

export const insights = area({
  name: 'insights',
  says: 'Insights that a program makes of coaching records, for whoever consented to it. It can open nothing without that.',
  stores: {
    directory: ['read', 'check'],
    keys: ['read', 'check'],
    consent: ['read'],
    coaching: ['read', 'list', 'write', 'delete'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['ai_insights'], mac: true },
  routes: insightRoutes,
});
