import * as z from 'zod/mini';
import { canonical } from '#/domain/canonical.ts';
import { once } from '#/domain/once.ts';
import { checksumsOf } from './checksums.ts';
import { isOneSpelling, oneSpelling } from './es256.ts';

/** Everything that we sign for people to take away, and what they call it. */
export const documentKinds = {
  'consent-receipt': 'consent receipt',
  'consent-ledger': 'consent ledger',
  'erasure-certificate': 'erasure certificate',
  'export-manifest': 'manifest of a copy of data',
  'retention-proof': 'proof of a retention run',
  'case-manifest': 'manifest of an incident case',
} as const;
export type DocumentKind = keyof typeof documentKinds;

/** What is signed: these four facts, and the parts of its kind. */
export type SignedContent = Readonly<Record<string, unknown>> & {
  readonly kind: DocumentKind;
  readonly formatVersion: 1;
  /** The instance that signs. */
  readonly instance: string;
  /** RFC 3339, UTC. */
  readonly issuedAt: string;
};

export type Proof = {
  readonly algorithm: 'ES256';
  /** KMS key id: the `kid` of the instance's key set. */
  readonly keyId: string;
  /** Over `canonical(document)`: the 64 bytes r and s as base64url, the smaller s. */
  readonly signature: string;
  /** CRC-32 of each part of the document, for telling where a damaged one is damaged. */
  readonly checksums: Readonly<Record<string, string>>;
};
export type SignedDocument<D extends SignedContent = SignedContent> = { readonly document: D; readonly proof: Proof };

/** The text to sign. */
export const textToSign = (document: SignedContent): string => canonical(document);

/** A document with the signature over its `textToSign`. */
export const signedDocument = <D extends SignedContent>(
  document: D,
  { keyId, signature }: Pick<Proof, 'keyId' | 'signature'>,
): SignedDocument<D> => ({
  document,
  proof: { algorithm: 'ES256', keyId, signature: oneSpelling(signature), checksums: checksumsOf(document) },
});

/** What the API calls the file of a signed document. */
export const signedMediaType = 'application/vnd.coachvault.signed+json';
export type SignedMediaType = typeof signedMediaType;

/** The file form of a signed document. There is no other, so that every changed byte shows. */
export const documentText = (signed: SignedDocument): string => `${canonical(signed)}\n`;

/** The members that every signed document has; a document has the parts of its kind besides. */
export const signedDocumentSchema = once(() =>
  z.strictObject({
    document: z.looseObject({
      kind: z.enum(Object.keys(documentKinds) as DocumentKind[]),
      formatVersion: z.literal(1),
      instance: z.string().check(z.regex(/^[a-z]{2}$/, 'must be the id of an instance, such as eu')),
      issuedAt: z.iso.datetime({ error: 'must be an RFC 3339 time in UTC' }),
    }),
    proof: z.strictObject({
      algorithm: z.literal('ES256'),
      keyId: z.string().check(z.regex(/^[\w-]{1,256}$/, 'must be the id of a key')),
      signature: z
        .string()
        .check(z.refine(isOneSpelling, 'is not in its one spelling: 64 bytes as base64url, the smaller s')),
      checksums: z.record(z.string(), z.string()),
    }),
  }),
);
