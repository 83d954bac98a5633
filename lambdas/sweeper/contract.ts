import { area } from '#/domain/api/area.ts';
import { entities } from '#/domain/data-map/map.ts';
import { storeNames } from '#/domain/data-map/stores.ts';

/** All but the keys: losing one would lose a person's records, and they go with their account only. */
const swept = Object.fromEntries(
  storeNames
    .filter((store) => store !== 'keys')
    .map((store) => [store, ['read', 'list', 'scan', 'expire', 'delete']] as const),
);
const objects = Object.fromEntries(
  entities.flatMap(({ objects: kept }) => (kept ? [[kept.bucket, ['list', 'delete']] as const] : [])),
);

export const sweeper = area({
  name: 'sweeper',
  says: 'Deletes every day what its period has ended for, unless a hold keeps it, and signs a proof of it. It opens nothing.',
  stores: { ...swept, rights: [...(swept.rights ?? []), 'append'], keys: ['read', 'check'] },
  keys: { unwrap: [], sign: true },
  buckets: objects,
  trigger: { schedule: 'rate(1 day)' },
  routes: {},
});
