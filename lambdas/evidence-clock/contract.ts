import { area } from '#/domain/api/area.ts';

export const evidenceClock = area({
  name: 'evidence-clock',
  says: 'Ends the legal hold on evidence 90 days after its case was closed. It reads no evidence.',
  stores: { incidents: ['read', 'list', 'write'] },
  keys: { unwrap: [] },
  buckets: { evidence: ['release'] },
  trigger: { schedule: 'rate(1 day)' },
  routes: {},
});
