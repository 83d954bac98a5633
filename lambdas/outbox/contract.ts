import { area } from '#/domain/api/area.ts';
import { jobAreas } from './dispatch.contract.ts';

export const outbox = area({
  name: 'outbox',
  says: 'Takes events from the outbox’s stream: starts the jobs that act on them, and writes what restores must repeat into the ledger.',
  stores: {},
  keys: { unwrap: [] },
  buckets: { ledger: ['write'] },
  starts: jobAreas,
  trigger: 'outbox',
  outside: true,
  routes: {},
});
