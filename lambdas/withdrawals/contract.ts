import { area } from '#/domain/api/area.ts';

export const withdrawals = area({
  name: 'withdrawals',
  says: 'After a consent has ended: deletes everything that was collected for its purpose alone. Its key is gone already.',
  stores: {
    directory: ['read', 'list'],
    coaching: ['read', 'list', 'delete'],
    activity: ['list', 'write', 'delete'],
    keys: ['read', 'list', 'check', 'delete'],
  },
  keys: { unwrap: [] },
  buckets: { recordings: ['list', 'delete'] },
  trigger: 'durable',
  routes: {},
});
