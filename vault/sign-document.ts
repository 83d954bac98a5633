import { documentText, type SignedContent, signedDocument, textToSign } from '#/domain/proof/signed-document.ts';
import type { Vault } from './vault.ts';

/** The file of a document with the instance’s signature: what somebody takes away, and `verify` checks. */
export async function signDocument(vault: Vault, document: SignedContent): Promise<string> {
  const { signature, signedWith } = await vault.signer.sign(textToSign(document));
  return documentText(signedDocument(document, { keyId: signedWith, signature }));
}
