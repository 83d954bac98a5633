import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from '#/domain/canonical.ts';
import { note } from '#/domain/data-map/entities/coaching.ts';
import { dataMap, mapMaterial, mapVersion, mapVersions } from '#/domain/data-map/version.ts';

const fingerprintOf = (material: unknown): string => createHash('sha256').update(canonical(material)).digest('hex');
const today = fingerprintOf(mapMaterial());

const withNote = (changes: Partial<typeof note>) => ({
  ...dataMap,
  entities: dataMap.entities.map((entity) => (entity.name === 'note' ? { ...note, ...changes } : entity)),
});

describe('GO1 GO4 GO7: the version of the data map, which dates its documents', () => {
  it('is that of the map of today', () => {
    const told =
      `The data map is not what version ${mapVersion.version} says. Not released yet: put ${today} there, in ` +
      'domain/data-map/version.ts. Released: add a line with the next version, the day it takes effect, and that fingerprint.';
    expect(mapVersion.fingerprint, told).toBe(today);
  });

  it('counts up, each with its day', () => {
    expect(mapVersions.map(({ version }) => version)).toEqual(mapVersions.map((_, index) => index + 1));
    const days = mapVersions.map(({ since }) => since);
    for (const day of days) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    expect(days.toSorted()).toEqual(days);
  });

  it.each([
    ['an entity', { ...dataMap, entities: dataMap.entities.slice(1) }],
    ['a period', withNote({ retention: { from: 'created', keep: { days: 1 }, holdable: false } as never })],
    ['a field', withNote({ fields: { body: note.fields.body } as never })],
    ['whose it is', withNote({ about: 'person' as never })],
    ['what erasing does', withNote({ onErasure: { stays: 'For a reason.' } as never })],
    ['a basis', { ...dataMap, purposes: { ...dataMap.purposes, marketing: dataMap.purposes.account as never } }],
    ['a holder', { ...dataMap, holders: { ...dataMap.holders, backups: dataMap.holders.key_backups as never } }],
    ['a bucket', { ...dataMap, buckets: { ...dataMap.buckets, exports: dataMap.buckets.recordings as never } }],
    ['a store', { ...dataMap, stores: { ...dataMap.stores, activity: dataMap.stores.directory as never } }],
  ])('changes with %s', (_, changed) => {
    expect(fingerprintOf(mapMaterial(changed))).not.toBe(today);
  });

  it('does not change with a better sentence, nor with the order that entities are listed in', () => {
    const { marketing } = dataMap.purposes;
    const reworded = { ...dataMap, purposes: { ...dataMap.purposes, marketing: { ...marketing, says: 'Better.' } } };
    expect(fingerprintOf(mapMaterial(reworded as never))).toBe(today);
    expect(fingerprintOf(mapMaterial({ ...dataMap, entities: dataMap.entities.toReversed() }))).toBe(today);
  });
});
