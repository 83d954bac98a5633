import { randomUUID } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { openStore, type Row } from '#/local/sqlite/store.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS ip_sets (name TEXT PRIMARY KEY, id TEXT NOT NULL, family TEXT NOT NULL,
    lock_token TEXT NOT NULL, addresses TEXT NOT NULL);
`;

type Family = 'IPV4' | 'IPV6';
export type IpSet = {
  readonly name: string;
  readonly id: string;
  readonly family: Family;
  /** Another one after every change: who writes with an older one has not seen what stands there. */
  readonly lockToken: string;
  readonly addresses: readonly string[];
};
export type NewIpSet = Pick<IpSet, 'name' | 'family'>;

export type IpSets = {
  all(): IpSet[];
  find(name: string): IpSet | undefined;
  /** Changes the list if `lockToken` is its present one; answers the next token, or nothing when it is not. */
  replace(name: string, lockToken: string, addresses: readonly string[]): string | undefined;
  /** Whether a list holds this address. */
  covers(address: string): boolean;
  close(): void;
};

const ipv4InIpv6 = /^::ffff:(?=\d+\.)/i;

function coverOf(sets: readonly IpSet[]): BlockList {
  const cover = new BlockList();
  for (const range of sets.flatMap(({ addresses }) => addresses)) {
    const [address = '', prefix = ''] = range.split('/');
    cover.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return cover;
}

const setOf = ({ name, id, family, lock_token, addresses }: Row): IpSet => ({
  name: String(name),
  id: String(id),
  family: family as Family,
  lockToken: String(lock_token),
  addresses: JSON.parse(String(addresses)) as string[],
});

/** The address lists in one SQLite file; those of `sets` that are missing are made, empty, and the others stay as they are. */
export function openIpSets(file: string, sets: readonly NewIpSet[]): IpSets {
  const store = openStore(file, TABLES);
  const all = (): IpSet[] => store.all('SELECT * FROM ip_sets ORDER BY name').map(setOf);
  const insert = 'INSERT OR IGNORE INTO ip_sets (name, id, family, lock_token, addresses) VALUES (?, ?, ?, ?, ?)';
  for (const { name, family } of sets) store.run(insert, name, randomUUID(), family, randomUUID(), '[]');
  let cover = coverOf(all());
  return {
    all,
    find(name) {
      const row = store.get('SELECT * FROM ip_sets WHERE name = ?', name);
      return row && setOf(row);
    },
    replace(name, lockToken, addresses) {
      const next = randomUUID();
      const update = 'UPDATE ip_sets SET lock_token = ?, addresses = ? WHERE name = ? AND lock_token = ?';
      if (store.run(update, next, JSON.stringify(addresses), name, lockToken) === 0) return undefined;
      cover = coverOf(all());
      return next;
    },
    covers(address) {
      const plain = address.replace(ipv4InIpv6, '');
      const family = isIP(plain);
      return family !== 0 && cover.check(plain, family === 6 ? 'ipv6' : 'ipv4');
    },
    close: store.close,
  };
}
