import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { hashedText } from '#/domain/consent/ledger.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import type { ConsentEntry, ReceiptFacts } from '#/domain/consent/receipt-facts.ts';
import type { Checks } from '#/domain/proof/checks.ts';
import type { KeySet } from '#/domain/proof/key-set.ts';
import { documentText, type SignedContent, signedDocument, textToSign } from '#/domain/proof/signed-document.ts';
import { checksOf } from '#/operator/verify/key-file.ts';

/** Signs as an instance does, with a key of its own, and checks with the public part. */
export type GivenSigner = {
  readonly keyId: string;
  readonly keySet: KeySet;
  readonly checks: Checks;
  /** ES256 over the text, the 64 bytes as base64url; either of the two spellings, as KMS answers. */
  sign(text: string): string;
  /** The file of a signed document. */
  file(document: SignedContent): string;
  /** A ledger of these entries, linked and signed. */
  ledger(entries: readonly Partial<ConsentEntry>[]): ConsentEntry[];
};

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const personId = 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
const firstChoiceAt = Date.parse('2026-11-21T09:30:00Z');

/** An entry as the ledger holds it, less what its chain gives it. */
function entryContent(
  sequence: number,
  said: Partial<ConsentEntry>,
): Omit<ConsentEntry, 'previous' | 'hash' | 'signature' | 'signedWith'> {
  const purpose = said.purpose ?? 'session_recording';
  const { noticeId, fingerprint, locale } = noticeOf(purpose);
  return {
    personId,
    sequence,
    consentId: `eu.consent_01J9ZC8QX1V5N4B7T2W3Y6K8${String(sequence).padStart(2, '0')}`,
    purpose,
    state: 'given',
    scopes: [],
    at: firstChoiceAt + sequence * 60_000,
    actorId: personId,
    capacity: 'self',
    channel: 'decideConsent',
    noticeId,
    fingerprint,
    locale,
    ...said,
  };
}

export function givenSigner(): GivenSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyId = randomUUID();
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const keySet: KeySet = { keys: [{ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: keyId, x, y }] };
  const signText = (text: string): string =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return {
    keyId,
    keySet,
    checks: checksOf(keySet, 'The keys'),
    sign: signText,
    file: (document) => documentText(signedDocument(document, { keyId, signature: signText(textToSign(document)) })),
    ledger(entries) {
      const chain: ConsentEntry[] = [];
      for (const [index, said] of entries.entries()) {
        const content = { ...entryContent(index + 1, said), previous: chain.at(-1)?.hash ?? null };
        const hash = sha256(hashedText(content));
        chain.push({ ...content, hash, signature: signText(hash), signedWith: keyId });
      }
      return chain;
    },
  };
}

/** What a receipt is made from: by default of a recording consent, given by the person. */
export function givenReceiptFacts(signer: GivenSigner, said: Partial<ConsentEntry> = {}): ReceiptFacts {
  const [entry] = signer.ledger([said]) as [ConsentEntry];
  return {
    entry,
    notice: noticeOf(entry.purpose),
    controller: {
      instance: 'eu',
      jurisdiction: 'EU',
      region: 'eu-central-1',
      door: 'https://eu.api.coachvault.example',
      controllerName: 'CoachVault Example GmbH',
      controllerAddress: 'Beispielweg 4, 60311 Frankfurt, Germany',
      privacyContact: 'mailto:privacy@coachvault.example',
    },
    recipients: [],
    issuedAt: '2026-11-21T10:00:00.000Z',
  };
}

/** A document of a kind that has no checks of its own. */
export const givenCertificate = (): SignedContent => ({
  kind: 'erasure-certificate',
  formatVersion: 1,
  instance: 'eu',
  issuedAt: '2026-11-21T10:00:00.000Z',
  requestId: 'eu.request_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
  stores: [{ store: 'coaching', action: 'deleted', count: 12, verified: true }],
  backupsLapseAt: '2026-12-28T00:00:00.000Z',
});
