import { area } from '#/domain/api/area.ts';
import { entities } from '#/domain/data-map/map.ts';

/** Wherever something is kept whose period an end begins, there it gets its date. The key table has none. */
const dated = Object.fromEntries(
  entities
    .filter(({ about, store }) => (about === 'person' || about === 'client') && store !== 'keys')
    .map(({ store }) => [store, ['read', 'list', 'expire']] as const),
);

export const retention = area({
  name: 'retention',
  says: 'Begins the periods after which records go, when an engagement or account ends; keeps what a hold keeps out of them.',
  stores: {
    ...dated,
    directory: ['read', 'list', 'write'],
    keys: ['read', 'list', 'write'],
    rights: ['read', 'list', 'write'],
    accesslog: ['read', 'list', 'write'],
    activity: ['read', 'list', 'write'],
  },
  keys: { unwrap: ['coaching'] },
  trigger: 'durable',
  routes: {},
});
