import { createHash } from 'node:crypto';
import { directoryOf, openEntry } from '#/lambdas/exports/zip.ts';
import type { Files } from './copies.ts';
import type { GivenInstance } from './instance.ts';
import { expectStatus, type Person } from './people.ts';

export type ShownImport = {
  readonly importId: string;
  readonly state: string;
  readonly upload: { readonly url: string; readonly headers: Readonly<Record<string, string>> } | null;
  readonly faults: readonly { readonly file: string; readonly reason: string; readonly record?: number }[];
  readonly restored: readonly { readonly entity: string; readonly found: number; readonly restored: number }[];
};

/** A ZIP of these files, as a copy is one. */
export function zipOf(files: Files): Buffer<ArrayBuffer> {
  const bytes: Uint8Array[] = [];
  const entries = [...files].map(([name, content]) => {
    const entry = openEntry(name, 'packed', (chunk) => bytes.push(chunk));
    entry.write(content);
    return entry.end();
  });
  return Buffer.concat([...bytes, directoryOf(entries)]);
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function givenImport(person: Person, zip: Uint8Array): Promise<ShownImport> {
  const body = { bytes: zip.length, sha256: sha256(zip) };
  return expectStatus(await person.call('POST', '/v1/me/imports', { body }), 202) as unknown as ShownImport;
}

/** Puts bytes where an import wants them; answers the status of the store. */
export async function put({ upload }: Pick<ShownImport, 'upload'>, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  // The length is sent by itself, and cannot be set.
  const { 'content-length': _, ...headers } = upload?.headers ?? {};
  return (await fetch(upload?.url ?? '', { method: 'PUT', headers, body: bytes })).status;
}

/** An import from its announcement to its end. */
export async function importing(
  instance: GivenInstance,
  person: Person,
  zip: Buffer<ArrayBuffer>,
): Promise<ShownImport> {
  const begun = await givenImport(person, zip);
  const status = await put(begun, zip);
  if (status !== 200) throw new Error(`The store answered ${status}.`);
  expectStatus(await person.call('POST', `/v1/me/imports/${begun.importId}/start`), 202);
  await instance.settled();
  return expectStatus(await person.call('GET', `/v1/me/imports/${begun.importId}`), 200) as unknown as ShownImport;
}
