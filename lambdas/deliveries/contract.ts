import { area } from '#/domain/api/area.ts';

export const deliveries = area({
  name: 'deliveries',
  says: 'Prepares what connected tools are to get of a record that has changed: the declared fields, and nothing else.',
  stores: {
    directory: ['read'],
    keys: ['read', 'check'],
    consent: ['read', 'list'],
    coaching: ['read', 'write'],
    accesslog: ['append'],
    activity: ['write'],
  },
  keys: { unwrap: ['integration_sharing', 'integration_registry'], mac: true },
  publishesFacts: true,
  trigger: 'durable',
  routes: {},
});
