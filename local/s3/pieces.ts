import type { Sealing } from '#/local/sqlite/sealing.ts';
import type { Row, Store } from '#/local/sqlite/store.ts';
import type { Checksum } from './checksums.ts';
import type { Piece } from './sealed-files.ts';

/** `md5` in hex. */
type PieceFacts = { readonly md5: string; readonly checksum?: Checksum | undefined };
export type OwnedPiece = Piece & PieceFacts & { readonly number: number };

export type Pieces = {
  /** Pieces of a version or an upload in the order of their numbers. */
  of(owner: string): OwnedPiece[];
  add(owner: string, piece: OwnedPiece): void;
  /** Gives one piece of an upload to the version that it became part of. */
  move(from: string, number: number, to: string): void;
  /** Forgets an owner's pieces, or the one with this number; answers the names of their files, which may go then. */
  drop(owner: string, number?: number): string[];
  names(): Set<string>;
};

/** Which files hold the bytes of which owner. */
export function piecesOn(store: Store, sealing: Sealing): Pieces {
  const placeOf = (name: unknown): string[] => ['pieces', String(name)];
  const opened = ({ name, number, size, sealed }: Row): OwnedPiece => {
    const facts = sealing.open(placeOf(name), sealed as Uint8Array) as PieceFacts;
    return { ...facts, name: String(name), number: Number(number), size: Number(size) };
  };
  return {
    of: (owner) => store.all('SELECT * FROM pieces WHERE owner = ? ORDER BY number', owner).map(opened),
    add(owner, { name, number, size, md5, checksum }) {
      const sealed = sealing.seal(placeOf(name), { md5, checksum });
      store.run('INSERT INTO pieces VALUES (?, ?, ?, ?, ?)', name, owner, number, size, sealed);
    },
    move: (from, number, to) =>
      void store.run('UPDATE pieces SET owner = ? WHERE owner = ? AND number = ?', to, from, number),
    drop(owner, number) {
      const which = 'owner = ?1 AND number = coalesce(?2, number)';
      const rows = store.all(`DELETE FROM pieces WHERE ${which} RETURNING name`, owner, number ?? null);
      return rows.map(({ name }) => String(name));
    },
    names: () => new Set(store.all('SELECT name FROM pieces').map(({ name }) => String(name))),
  };
}
