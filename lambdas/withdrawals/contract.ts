import { area } from '#/domain/api/area.ts';

export const withdrawals = area({
  name: 'withdrawals',
  says: 'After a consent has ended, or an objection has ended a purpose: deletes everything that was collected for it alone.',
  stores: {
    directory: ['read', 'list'],
    coaching: ['read', 'list', 'delete'],
    activity: ['read', 'list', 'write', 'delete'],
    keys: ['read', 'list', 'check', 'delete'],
  },
  keys: { unwrap: [] },
  buckets: { recordings: ['list', 'delete'] },
  trigger: 'durable',
  routes: {},
});
