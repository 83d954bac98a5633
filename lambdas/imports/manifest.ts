import { createHash, createPublicKey, verify } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type * as z from 'zod/mini';
import type { Checks } from '#/domain/proof/checks.ts';
import { documentFaults, readDocument } from '#/domain/proof/document-faults.ts';
import type { ImportFault } from '#/domain/rights/copy/faults.ts';
import { manifestSchema } from '#/domain/rights/copy/manifest.ts';
import { manifestName } from '#/domain/rights/copy/names.ts';
import type { Importing } from './job.ts';
import type { Upload } from './upload.ts';

export type Manifest = z.output<ReturnType<typeof manifestSchema>>;

/** A manifest lists at most ten thousand files. */
const manifestAtMost = 8 * 1024 * 1024;

/** What is checked with the keys of this very instance: a document of any other is not ours. */
async function ownChecks({ vault }: Importing): Promise<Checks> {
  const keys = new Map(
    (await vault.signer.publicKeys()).map((jwk) => [jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })]),
  );
  return {
    verify(keyId, signed, signature) {
      const key = keys.get(keyId);
      if (!key) return 'unknown-key';
      return verify(
        'sha256',
        Buffer.from(signed),
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      );
    },
    sha256: (content) => createHash('sha256').update(content).digest('hex'),
  };
}

/** The manifest of an upload, if it is ours, untouched, and of this person's data; else what is wrong with it. */
export async function readManifest(importing: Importing, { zip, entries }: Upload): Promise<Manifest | ImportFault> {
  const entry = entries.get(manifestName);
  if (!entry || entry.uncompressedSize > manifestAtMost) return 'no_manifest';
  const content = await text(await zip.openReadStreamPromise(entry)).catch(() => undefined);
  if (content === undefined) return 'no_manifest';
  const read = readDocument(content);
  if ('faults' in read) return 'manifest_not_ours';
  const { document } = read.signed;
  if (document.instance !== importing.vault.instance) return 'another_instance';
  const isOurs = documentFaults(content, await ownChecks(importing)).length === 0;
  const manifest = manifestSchema().safeParse(document);
  if (!isOurs || !manifest.success) return 'manifest_not_ours';
  return manifest.data.personId === importing.personId ? manifest.data : 'another_person';
}
