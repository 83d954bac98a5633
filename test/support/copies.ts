import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import type { ApiAnswer, GivenInstance } from './instance.ts';
import { expectStatus, type Person } from './people.ts';
import { givenConfirmed, onRequest, type ShownRequest } from './requests.ts';

export type Link = {
  readonly deliveryId: string;
  readonly proof: string;
  readonly pieces: number;
  readonly bytes: number;
  readonly expiresAt: string;
};
/** The files of a copy, by name. */
export type Files = ReadonlyMap<string, Buffer>;

/** A confirmed request whose copy has been made. */
export async function givenCopy(instance: GivenInstance, person: Person): Promise<ShownRequest> {
  const request = await givenConfirmed(person, { kind: 'access' });
  await instance.settled();
  return request;
}

export async function givenLink(person: Person, request: Pick<ShownRequest, 'requestId'>): Promise<Link> {
  return expectStatus(await onRequest(person, request, 'link'), 201) as unknown as Link;
}

export const takePiece = (
  person: Person,
  { deliveryId, proof }: Pick<Link, 'deliveryId' | 'proof'>,
  part: number,
): Promise<ApiAnswer> =>
  person.call('POST', `/v1/me/deliveries/${deliveryId}/pieces/${part}`, {
    body: { proof },
    headers: { accept: 'application/octet-stream' },
  });

/** All pieces of a link, one after the other. */
export async function download(person: Person, link: Link): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let part = 1; part <= link.pieces; part++) {
    const answer = await takePiece(person, link, part);
    expectStatus(answer, 200);
    pieces.push(answer.body as Buffer);
  }
  return Buffer.concat(pieces);
}

/** What a ZIP holds, as a reader that is not ours finds it. */
export async function filesIn(zip: Buffer): Promise<Files> {
  const found = new Map<string, Buffer>();
  const file = await fromBufferPromise(zip, { validateEntrySizes: true });
  for await (const entry of file.eachEntry())
    found.set(entry.fileName, await buffer(await file.openReadStreamPromise(entry)));
  return found;
}

/** A copy of everything about a person, from the wish to the files. */
export async function givenFiles(instance: GivenInstance, person: Person): Promise<Files> {
  return filesIn(await download(person, await givenLink(person, await givenCopy(instance, person))));
}

export const textOf = (files: Files, name: string): string => files.get(name)?.toString() ?? '';
export const recordsOf = (files: Files, entity: string): Record<string, unknown>[] =>
  JSON.parse(textOf(files, `records/${entity}.json`) || '[]') as Record<string, unknown>[];
