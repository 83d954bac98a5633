import { area } from '#/domain/api/area.ts';
import { incidentRoutes } from './incidents.contract.ts';

export const incidents = area({
  name: 'incidents',
  says: 'Cases of the security staff: opened, answered, contained, released and looked back on.',
  stores: {
    directory: ['read', 'check'],
    incidents: ['read', 'list', 'write'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: [], mac: true },
  starts: ['containment'],
  answers: ['containment'],
  routes: incidentRoutes,
});
