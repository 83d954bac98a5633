import { area } from '#/domain/api/area.ts';

export const webhooks = area({
  name: 'webhooks',
  says: 'Sends prepared messages to connected tools, and tells tools to stop and delete. It can open nothing but these messages.',
  stores: {
    directory: ['read'],
    keys: ['read', 'check'],
    consent: ['read'],
    coaching: ['read', 'delete'],
    accesslog: ['append'],
    activity: ['write'],
    rights: ['read', 'list', 'write'],
  },
  keys: { unwrap: ['integration_sharing', 'integration_registry'] },
  publishesFacts: true,
  outside: true,
  trigger: 'durable',
  routes: {},
});
