import { area } from '#/domain/api/area.ts';
import { transparencyRoutes } from './transparency.contract.ts';

export const transparency = area({
  name: 'transparency',
  says: 'What is held about the caller, why and until when, who opened it, and who else got it. It opens no content.',
  stores: {
    directory: ['read', 'list'],
    keys: ['list'],
    coaching: ['list'],
    consent: ['list'],
    accesslog: ['append', 'list'],
    activity: ['read', 'write', 'list'],
    rights: ['list'],
    incidents: ['list'],
  },
  keys: { unwrap: [], mac: true },
  routes: transparencyRoutes,
});
