import { maxPartBytes } from '#/domain/api/bytes.ts';
import type { ReadyKey } from '#/vault/records.ts';
import { type Part, putPart } from '#/vault/sealed-objects.ts';
import type { Vault } from '#/vault/vault.ts';

/** Where the bytes of a copy go: into sealed pieces, each as large as one answer of the API can be. */
export type Sink = {
  write(bytes: Uint8Array): void;
  /** Stores what fills whole pieces. */
  drain(): Promise<void>;
  /** Stores the rest. Answers how many bytes each piece has. */
  close(): Promise<number[]>;
};

/** `place` is that of the first piece; storing the same bytes again replaces them by the same. */
export function openSink(vault: Vault, key: ReadyKey, place: Part): Sink {
  const pieces: number[] = [];
  let held: Uint8Array[] = [];
  let size = 0;

  async function store(bytes: Buffer): Promise<void> {
    await putPart(vault, [key], { ...place, part: place.part + pieces.length }, bytes);
    pieces.push(bytes.length);
  }

  async function drain(): Promise<void> {
    if (size < maxPartBytes) return;
    const bytes = Buffer.concat(held);
    let at = 0;
    for (; bytes.length - at >= maxPartBytes; at += maxPartBytes) await store(bytes.subarray(at, at + maxPartBytes));
    held = [bytes.subarray(at)];
    size = bytes.length - at;
  }

  return {
    write(bytes) {
      held.push(bytes);
      size += bytes.length;
    },
    drain,
    async close() {
      await drain();
      if (size > 0) await store(Buffer.concat(held));
      return pieces;
    },
  };
}
