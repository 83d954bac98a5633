import { area } from '#/domain/api/area.ts';

export const importsArea = area({
  name: 'imports',
  says: 'Takes a copy back that a person has uploaded: all of it, or nothing.',
  stores: {
    directory: ['read', 'list', 'check'],
    keys: ['read', 'check'],
    coaching: ['read', 'write'],
    accesslog: ['append'],
    activity: ['write'],
    rights: ['read', 'write'],
  },
  keys: { unwrap: ['coaching'], publishes: true },
  buckets: { exports: ['read', 'delete', 'list'] },
  trigger: 'durable',
  routes: {},
});
