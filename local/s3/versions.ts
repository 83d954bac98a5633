import { randomBytes } from 'node:crypto';
import type { Sealing } from '#/local/sqlite/sealing.ts';
import type { Row, Store } from '#/local/sqlite/store.ts';

/** `until` is epoch ms. */
export type Lock = { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly until: number };

/** What describes the bytes. `headers` are answered with them as they came. */
export type Content = {
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly checksum?: { readonly header: string; readonly value: string; readonly type: string } | undefined;
  readonly headers: Readonly<Record<string, string>>;
};

export type Version = {
  /** Never shown: owner of the pieces. */
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  /** 'null' in a bucket without versions. */
  readonly versionId: string;
  /** Epoch ms. */
  readonly modifiedAt: number;
  readonly lock?: Lock | undefined;
  /** Under a legal hold. */
  readonly held: boolean;
  /** None: a delete marker. */
  readonly content?: Content | undefined;
};

export type NewVersion = Omit<Version, 'id' | 'versionId'> & { readonly versioned: boolean };
type Page = { readonly bucket: string; readonly prefix: string; readonly after: string; readonly limit: number };

export type Versions = {
  /** The newest, which may be a delete marker. */
  latest(bucket: string, key: string): Version | undefined;
  withId(bucket: string, key: string, versionId: string): Version | undefined;
  /** The newest version of each key that is no delete marker, in the order of the keys' bytes. */
  list(page: Page): Version[];
  /** Those that were written at `before` or earlier and that nothing protects at `now`. */
  expired(bucket: string, before: number, now: number): Version[];
  add(version: NewVersion): Version;
  setLock(version: Version, lock: Lock): void;
  setHeld(version: Version, held: boolean): void;
  remove(version: Version): void;
};

const randomId = (): string => randomBytes(24).toString('base64url');
const placeOf = (id: string): string[] => ['versions', id];

function openedBy(sealing: Sealing) {
  return (row: Row): Version => {
    const id = String(row.id);
    const { lock_mode: mode, locked_until: until, sealed } = row;
    return {
      id,
      bucket: String(row.bucket),
      key: String(row.key),
      versionId: String(row.version_id),
      modifiedAt: Number(row.modified_at),
      lock: mode === null ? undefined : { mode: mode as Lock['mode'], until: Number(until) },
      held: row.held === 1,
      content: sealed === null ? undefined : (sealing.open(placeOf(id), sealed as Uint8Array) as Content),
    };
  };
}

const LATEST = 'SELECT * FROM versions WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1';

// U+10FFFF stands behind whatever may follow a prefix.
const LIST = `
  SELECT * FROM versions AS one WHERE bucket = ?1 AND key > ?2 AND key >= ?3 AND key < ?3 || char(0x10FFFF)
    AND sealed IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM versions WHERE bucket = ?1 AND key = one.key AND sequence > one.sequence)
  ORDER BY key LIMIT ?4`;

const EXPIRED = `
  SELECT * FROM versions WHERE bucket = ? AND modified_at <= ? AND held = 0 AND coalesce(locked_until, 0) <= ?`;

function writesOn(store: Store, sealing: Sealing): Pick<Versions, 'add' | 'setLock' | 'setHeld' | 'remove'> {
  return {
    add({ versioned, ...version }) {
      const id = randomId();
      const versionId = versioned ? randomId() : 'null';
      const { bucket, key, modifiedAt, lock, held, content } = version;
      store.run(
        'INSERT INTO versions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        id,
        bucket,
        key,
        versionId,
        modifiedAt,
        lock?.mode ?? null,
        lock?.until ?? null,
        held ? 1 : 0,
        content === undefined ? null : sealing.seal(placeOf(id), content),
      );
      return { ...version, id, versionId };
    },
    setLock: ({ id }, { mode, until }) =>
      void store.run('UPDATE versions SET lock_mode = ?, locked_until = ? WHERE id = ?', mode, until, id),
    setHeld: ({ id }, held) => void store.run('UPDATE versions SET held = ? WHERE id = ?', held ? 1 : 0, id),
    remove: ({ id }) => void store.run('DELETE FROM versions WHERE id = ?', id),
  };
}

/** The versions of all objects. It knows no rules: who may remove or lock what is decided in lock.ts. */
export function versionsOn(store: Store, sealing: Sealing): Versions {
  const opened = openedBy(sealing);
  const one = (row: Row | undefined): Version | undefined => row && opened(row);
  return {
    latest: (bucket, key) => one(store.get(LATEST, bucket, key)),
    withId: (bucket, key, versionId) =>
      one(store.get('SELECT * FROM versions WHERE bucket = ? AND key = ? AND version_id = ?', bucket, key, versionId)),
    list: ({ bucket, prefix, after, limit }) => store.all(LIST, bucket, after, prefix, limit).map(opened),
    expired: (bucket, before, now) => store.all(EXPIRED, bucket, before, now).map(opened),
    ...writesOn(store, sealing),
  };
}
