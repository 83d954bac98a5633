import { area } from '#/domain/api/area.ts';
import { consentPurposes } from '#/domain/data-map/purposes.ts';

export const majorityClock = area({
  name: 'majority-clock',
  says: 'Ends guardianships when the minor comes of age, with what was given by them, keys and all. It opens nothing.',
  stores: {
    keys: ['read', 'write', 'delete'],
    consent: ['read', 'write'],
    rights: ['read', 'list', 'write', 'delete'],
    activity: ['write'],
  },
  keys: { unwrap: [], rewrap: { from: consentPurposes, to: ['legal_claims'] }, sign: true },
  trigger: { schedule: 'rate(1 day)' },
  routes: {},
});
