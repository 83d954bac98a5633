import { area } from '#/domain/api/area.ts';

export const objectionOutcomes = area({
  name: 'objection-outcomes',
  says: 'After an objection was weighed or lifted: brings the request that it was made with to its end.',
  stores: { rights: ['read', 'write', 'delete'], activity: ['write'] },
  keys: { unwrap: [] },
  trigger: 'durable',
  routes: {},
});
