import { buckets } from './buckets.ts';
import { categories } from './categories.ts';
import type { Entity, Field } from './entity.ts';
import { type Holder, holders } from './holders.ts';
import { entities } from './map.ts';
import { type Purpose, purposes } from './purposes.ts';
import { stores } from './stores.ts';

/** All tables of the data map together. */
export const dataMap = { entities, purposes, stores, buckets, holders, categories };
type DataMap = Omit<typeof dataMap, 'entities'> & { readonly entities: readonly Entity[] };

type MapVersion = {
  readonly version: number;
  /** Since when the map stands so; the date of every document that is made from it. */
  readonly since: string;
  /** SHA-256 of `mapMaterial()` as canonical JSON; a test compares it with the map of today. */
  readonly fingerprint: string;
};

/** Every version of the map there has been, the one of today last. Who changes the map adds a line, and so dates its documents anew. */
export const mapVersions: readonly [MapVersion, ...MapVersion[]] = [
  { version: 1, since: '2026-11-21', fingerprint: '64029f0e0e9332a48cfd214c8591d1e365d4a379fde2cd3a6e43602fe1fa161b' },
];

export const mapVersion: MapVersion = mapVersions.at(-1) as MapVersion;

/** What the map says, less the wording: a better sentence makes no new version. */
export const mapMaterial = (map: DataMap = dataMap) => ({
  entities: map.entities.map(entityMaterial).sort((a, b) => (a.name < b.name ? -1 : 1)),
  purposes: mapped(map.purposes, purposeMaterial),
  stores: mapped(map.stores, ({ says: _, ...material }) => material),
  buckets: mapped(map.buckets, ({ says: _, ...material }) => material),
  holders: mapped(map.holders, ({ resource, holds, keepDays }: Holder) => ({ resource, holds, keepDays })),
  categories: mapped(map.categories, ({ says: _, ...material }) => material),
});

const entityMaterial = ({ name, store, about, purpose, retention, onExport, onErasure, objects, fields }: Entity) => ({
  name,
  store,
  about,
  purpose,
  retention,
  leaves: onExport === 'whole',
  erased: onErasure === 'delete',
  objects: objects && { bucket: objects.bucket, category: objects.category },
  fields: mapped(fields, ({ protection, category, concernsOthers }: Field) => ({
    protection,
    category,
    concernsOthers,
  })),
});

/** Everything of a purpose but sentences. */
const purposeMaterial = ({ title: _, says: __, ...material }: (typeof purposes)[Purpose]) => ({
  ...material,
  ...('scopes' in material ? { scopes: Object.keys(material.scopes) } : {}),
  ...('objection' in material ? { objection: material.objection === 'stops' ? 'stops' : 'weighed' } : {}),
});

const mapped = <T, M>(table: Readonly<Record<string, T>>, material: (entry: T) => M): Record<string, M> =>
  Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, material(entry)]));
