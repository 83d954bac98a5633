import { constants, crc32, deflateRawSync } from 'node:zlib';

/**
 * A ZIP file written entry by entry (PKWARE APPNOTE 6.3.10), each entry on its own and without knowing its size before its
 * end: so that a job can stop after any of them and go on where it was. Libraries keep the whole file in one process.
 * Names are ASCII; times are fixed, so that equal contents make equal bytes. Entries of any size, files beyond 4 GB (ZIP64).
 */
export type Entry = {
  readonly name: string;
  readonly method: Method;
  readonly crc: number;
  /** Bytes of its content, packed and unpacked. */
  readonly packed: number;
  readonly size: number;
};

const stored = 0;
const deflated = 8;
type Method = typeof stored | typeof deflated;

/** Sizes follow the content (bit 3). */
const flags = 0x0008;
/** The first of January 1980, where the times of ZIP begin. */
const date = 0x0021;
/** ZIP64 everywhere: one form for all sizes. */
const version = 45;
const unknown = 0xffffffff;
const zip64 = 0x0001;

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, value >>> 8]);
function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

const localHeader = (name: string, method: Method): Buffer =>
  Buffer.concat([
    u32(0x04034b50),
    ...[version, flags, method, 0, date].map(u16),
    ...[0, unknown, unknown].map(u32),
    ...[name.length, 20].map(u16),
    Buffer.from(name),
    ...[zip64, 16].map(u16),
    ...[0, 0].map(u64),
  ]);

const descriptor = ({ crc, packed, size }: Entry): Buffer =>
  Buffer.concat([u32(0x08074b50), u32(crc), u64(packed), u64(size)]);

const overhead = ({ name }: Entry): number => 30 + name.length + 20 + 24;

/** Bytes that an entry takes with all that surrounds it. */
const lengthOf = (entry: Entry): number => overhead(entry) + entry.packed;

/** Every chunk is packed for itself and flushed to a whole byte: what is written needs no memory of what was. */
const pack = (chunk: Uint8Array): Buffer => deflateRawSync(chunk, { finishFlush: constants.Z_SYNC_FLUSH });
/** An empty last block. */
const packedEnd = Buffer.from([0x03, 0x00]);

export type OpenEntry = {
  write(chunk: Uint8Array): void;
  /** Ends the entry and answers what the directory has to say of it. */
  end(): Entry;
};

/** Begins an entry; its bytes go to `emit` as they come. What is packed already, such as sound, is stored as it is. */
export function openEntry(name: string, how: 'packed' | 'stored', emit: (bytes: Uint8Array) => void): OpenEntry {
  const method = how === 'packed' ? deflated : stored;
  let [crc, packed, size] = [0, 0, 0];
  const emitContent = (bytes: Uint8Array): void => {
    packed += bytes.length;
    emit(bytes);
  };
  emit(localHeader(name, method));
  return {
    write(chunk) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      emitContent(method === deflated ? pack(chunk) : chunk);
    },
    end() {
      if (method === deflated) emitContent(packedEnd);
      const entry: Entry = { name, method, crc, packed, size };
      emit(descriptor(entry));
      return entry;
    },
  };
}

function directoryEntry(entry: Entry, offset: number): Buffer {
  const { name, method, crc, packed, size } = entry;
  return Buffer.concat([
    u32(0x02014b50),
    ...[version, version, flags, method, 0, date].map(u16),
    ...[crc, unknown, unknown].map(u32),
    ...[name.length, 28, 0, 0, 0].map(u16),
    u32(0),
    u32(unknown),
    Buffer.from(name),
    ...[zip64, 24].map(u16),
    ...[size, packed, offset].map(u64),
  ]);
}

/** What stands at the end of the file: where each entry begins, in the order in which they were written. */
export function directoryOf(entries: readonly Entry[]): Buffer {
  let at = 0;
  const parts = entries.map((entry) => {
    const part = directoryEntry(entry, at);
    at += lengthOf(entry);
    return part;
  });
  const directory = Buffer.concat(parts);
  const count = u64(entries.length);
  const end64 = Buffer.concat([
    u32(0x06064b50),
    u64(44),
    ...[version, version].map(u16),
    ...[0, 0].map(u32),
    count,
    count,
    ...[directory.length, at].map(u64),
  ]);
  const locator = Buffer.concat([u32(0x07064b50), u32(0), u64(at + directory.length), u32(1)]);
  const end = Buffer.concat([
    u32(0x06054b50),
    ...[0, 0, 0xffff, 0xffff].map(u16),
    ...[unknown, unknown].map(u32),
    u16(0),
  ]);
  return Buffer.concat([directory, end64, locator, end]);
}
