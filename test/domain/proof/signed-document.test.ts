import { describe, expect, it } from 'vitest';
import { canonical } from '#/domain/canonical.ts';
import { documentFaults } from '#/domain/proof/document-faults.ts';
import { oneSpelling } from '#/domain/proof/es256.ts';
import { documentText, type SignedDocument, signedDocument, textToSign } from '#/domain/proof/signed-document.ts';
import { givenCertificate, givenSigner } from '#/test/support/signed.ts';

const signer = givenSigner();
const file = signer.file(givenCertificate());

type Copy = {
  document: Record<string, unknown>;
  proof: Record<string, unknown> & { checksums: Record<string, string> };
};

/** The file after somebody changed what it says and laid it out as it has to be. */
function changed(change: (copy: Copy) => void): string {
  const copy = JSON.parse(file) as Copy;
  change(copy);
  return documentText(copy as unknown as SignedDocument);
}

const expectFaults = (text: string, ...faults: readonly string[]) =>
  expect(documentFaults(text, signer.checks)).toEqual(faults);

const notOver = 'proof.signature is not over this document.';

describe('MO11: a signed document', () => {
  it('stands in its file as canonical JSON and one line feed', () => {
    expect(file).toBe(`${canonical(JSON.parse(file))}\n`);
    expectFaults(file);
  });

  it('is valid with parts that are optional and not there', () => {
    expectFaults(signer.file({ ...givenCertificate(), reason: undefined }));
  });

  it('carries that one of the two spellings of its signature that counts, whichever the signer made', () => {
    const document = givenCertificate();
    for (let round = 0; round < 20; round += 1) {
      const signature = signer.sign(textToSign(document));
      expect(signedDocument(document, { keyId: signer.keyId, signature }).proof.signature).toBe(oneSpelling(signature));
    }
  });

  it('says which part was changed, added or dropped after it was signed', () => {
    const changedPart = (name: string) => `document.${name} is not what was signed: its checksum is another.`;
    expectFaults(
      changed(({ document }) => Object.assign(document, { stores: [] })),
      notOver,
      changedPart('stores'),
    );
    expectFaults(
      changed(({ document }) => Object.assign(document, { more: 1 })),
      notOver,
      changedPart('more'),
    );
    expectFaults(
      changed(({ document }) => delete document.backupsLapseAt),
      notOver,
      changedPart('backupsLapseAt'),
    );
    const withPrototype = file.replace('"document":{', '"document":{"__proto__":{"stores":[]},');
    expectFaults(withPrototype, notOver, changedPart('__proto__'));
  });

  it('says that it is whole and only its layout is another', () => {
    const spelling = (at: number) =>
      `The file leaves its one spelling at character ${at}: something was added, dropped or laid out anew.`;
    expectFaults(JSON.stringify(JSON.parse(file), null, 2), spelling(2));
    expectFaults(file.trimEnd(), spelling(file.length));
    expectFaults(`${file}\n`, spelling(file.length + 1));
    const twice = file.replace('"instance":"eu"', '"instance":"na","instance":"eu"');
    expectFaults(twice, spelling(twice.indexOf('"na"') + 2));
    const escaped = file.replace('"deleted"', '"d\\u0065leted"');
    expectFaults(escaped, spelling(escaped.indexOf('\\u0065') + 1));
  });

  it('says what does not belong, is missing or unknown', () => {
    expectFaults(
      changed((copy) => Object.assign(copy, { note: 'x' })),
      'The file has a member that does not belong there: "note".',
    );
    expectFaults(
      changed(({ proof }) => Object.assign(proof, { note: 'x' })),
      'proof has a member that does not belong there: "note".',
    );
    expectFaults(
      changed(({ proof }) => delete proof.keyId),
      'proof.keyId is missing.',
    );
    expectFaults(
      changed(({ document }) => Object.assign(document, { formatVersion: 2 })),
      'document.formatVersion must be 1.',
    );
    const [fault] = documentFaults(
      changed(({ document }) => Object.assign(document, { kind: 'promise' })),
      signer.checks,
    );
    expect(fault).toMatch(/^document\.kind must be consent-receipt or .* or case-manifest\.$/);
    expectFaults('[]\n', 'The file must be an object.');
    expectFaults('{}\n', 'document is missing.', 'proof is missing.');
  });

  it('is not believed when the checksums were made to fit, or changed alone', () => {
    const forged = signedDocument(
      { ...givenCertificate(), stores: [] },
      {
        keyId: signer.keyId,
        signature: (JSON.parse(file) as SignedDocument).proof.signature,
      },
    );
    expectFaults(
      documentText(forged),
      'proof.signature is not over this document, and every part fits its checksum: the signature or the key id was changed, or somebody else signed it.',
    );
    expectFaults(
      changed(({ proof }) => Object.assign(proof.checksums, { stores: '00000000' })),
      'proof.checksums.stores was changed: document.stores is as it was signed.',
    );
    expectFaults(
      changed(({ proof }) => Object.assign(proof.checksums, { more: '00000000' })),
      'proof.checksums.more was changed: document.more is as it was signed.',
    );
  });

  it('is not believed by the key of somebody else, under its own id or that of the instance', () => {
    const other = givenSigner();
    const byOther = other.file(givenCertificate());
    expectFaults(byOther, `proof.keyId names the key ${other.keyId}, which is not among the keys given.`);
    const renamed = byOther.replace(other.keyId, signer.keyId);
    expect(documentFaults(renamed, signer.checks)).toHaveLength(1);
    expect(documentFaults(renamed, signer.checks)[0]).toContain('somebody else signed it');
  });
});
