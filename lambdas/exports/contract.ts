import { area, type Capability } from '#/domain/api/area.ts';
import { isSealed } from '#/domain/data-map/entity.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import { copiedEntities } from '#/domain/rights/copy/contents.ts';

/** Every store that holds something of the copy, from the data map: a new one is read without a change here. */
const copied = Object.fromEntries(
  copiedEntities.map(({ store }): [StoreName, readonly Capability[]] => [store, ['read', 'list']]),
) as { readonly [S in StoreName]?: readonly Capability[] };

export const exportsArea = area({
  name: 'exports',
  says: 'Makes the copy of their data that a person asked for, and deletes it a day later.',
  stores: {
    ...copied,
    directory: ['read', 'list'],
    keys: ['read', 'check'],
    accesslog: ['append', 'read', 'list'],
    activity: ['read', 'list', 'write'],
    rights: ['read', 'list', 'write', 'delete'],
  },
  keys: {
    unwrap: [...new Set([...copiedEntities.filter(isSealed).map(({ purpose }) => purpose), 'data_rights' as const])],
    sign: true,
  },
  // Who may not list is told that a part that is missing were forbidden.
  buckets: { recordings: ['read', 'list'], exports: ['write', 'delete', 'list'] },
  trigger: 'durable',
  routes: {},
});
