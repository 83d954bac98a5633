import { describe, expect, it } from 'vitest';
import type { Area } from '#/domain/api/area.ts';
import { entities } from '#/domain/data-map/map.ts';
import { areas } from '#/lambdas/contract.ts';

const areaNamed = (name: string): Area => areas.find((area) => area.name === name) as Area;
const aboutPeople = entities.filter(({ about }) => about === 'person' || about === 'client');

describe('the contracts of those that delete', () => {
  it.each(['erasures', 'sweeper', 'withdrawals'])('IA4: %s opens nothing of what it deletes', (name) => {
    expect(areaNamed(name).keys.unwrap).toEqual([]);
  });

  it('RI3: erasures reaches whatever the map lets be kept about a person, tables and buckets', () => {
    const { stores, buckets = {} } = areaNamed('erasures');
    for (const { name, store, objects } of aboutPeople) {
      expect(stores[store], name).toEqual(expect.arrayContaining(['read', 'list', 'delete']));
      if (objects) expect(buckets[objects.bucket], name).toEqual(['list', 'delete']);
    }
  });

  it('MI7: the sweeper goes through every store but the keys', () => {
    const { stores } = areaNamed('sweeper');
    for (const { name, store } of entities) {
      if (store === 'keys') expect(stores[store]).toEqual(['read', 'check']);
      else expect(stores[store], name).toEqual(expect.arrayContaining(['scan', 'delete', 'expire']));
    }
  });

  it('MI10: no function opens a key that a hold has kept', () => {
    for (const { name, keys } of areas) {
      expect(keys.unwrap, name).not.toContain('legal_claims');
      expect(keys.rewrap?.from ?? [], name).not.toContain('legal_claims');
    }
  });
});
