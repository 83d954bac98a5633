import { area } from '#/domain/api/area.ts';
import { entities } from '#/domain/data-map/map.ts';
import { purposeNames } from '#/domain/data-map/purposes.ts';

/** What a hold can keep a key from: everything but being kept for legal claims already. */
const purposesHeld = purposeNames.filter((purpose) => purpose !== 'legal_claims');

const aboutPeople = entities.filter(({ about }) => about === 'person' || about === 'client');
/** Wherever the map lets something be kept about a person, there it has to be deleted. */
const everywhere = Object.fromEntries(aboutPeople.map(({ store }) => [store, ['read', 'list', 'delete']] as const));
const objects = Object.fromEntries(
  aboutPeople.flatMap(({ objects: kept }) => (kept ? [[kept.bucket, ['list', 'delete']] as const] : [])),
);

export const erasures = area({
  name: 'erasures',
  says: 'Erases accounts, and deletes records early when their person asks for it. It opens none of what it deletes.',
  stores: {
    ...everywhere,
    directory: ['read', 'list', 'write', 'delete'],
    keys: ['read', 'list', 'write', 'delete'],
    consent: ['read', 'list', 'write', 'delete'],
    activity: ['read', 'list', 'write', 'delete'],
    rights: ['read', 'list', 'write', 'delete'],
  },
  keys: { unwrap: [], rewrap: { from: purposesHeld, to: ['legal_claims'] }, mac: true, sign: true },
  buckets: objects,
  userPools: ['AdminDeleteUser', 'AdminGetUser'],
  trigger: 'durable',
  routes: {},
});
