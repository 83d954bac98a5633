import { execFile } from 'node:child_process';
import { createECDH, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ledgerDocument } from '#/domain/consent/ledger-document.ts';
import { receiptDocument } from '#/domain/consent/receipt.ts';
import type { KeySet } from '#/domain/proof/key-set.ts';
import { verifyFile } from '#/operator/verify/verify.ts';
import { givenCertificate, givenReceiptFacts, givenSigner } from '#/test/support/signed.ts';

const program = fileURLToPath(new URL('../../bin/coachvault.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'coachvault-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const signer = givenSigner();
const facts = givenReceiptFacts(signer);
const { issuedAt } = facts;
const { personId } = facts.entry;
const entries = signer.ledger([{}, { state: 'withdrawn' }]);

function givenFile(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const givenKeys = (name: string, keySet: unknown): string => givenFile(name, JSON.stringify(keySet));
const [key] = signer.keySet.keys as [KeySet['keys'][number]];
const keys = givenKeys('keys.json', signer.keySet);
const receipt = givenFile('receipt.json', signer.file(receiptDocument(facts)));

type Run = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs the command where there is no AWS at all. */
const run = (...words: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    execFile(process.execPath, [program, ...words], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

describe('CO18 MO11: npm run coachvault -- verify', () => {
  it('says what the file is, who signed it and when, and that it is valid', async () => {
    const { code, stdout, stderr } = await run('verify', receipt);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      `It says: consent receipt of the instance eu, issued ${issuedAt}, signed with ${signer.keyId}.`,
      `Checked with the keys in ${keys}.`,
      'Valid: it is exactly what was signed.',
      '',
    ]);
  });

  it('names what broke in a file that is not valid, and says so with its exit code', async () => {
    const text = signer.file(receiptDocument(facts)).replace('"state":"given"', '"state":"taken"');
    const { code, stdout, stderr } = await run('verify', givenFile('changed.json', text), '--keys', keys);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout.split('\n').slice(2)).toEqual([
      'Not valid:',
      '- proof.signature is not over this document.',
      '- document.entry is not what was signed: its checksum is another.',
      '- document.entry is not what its own hash was made of: it was changed.',
      '',
    ]);
  });

  it('tells a file that cannot be used from one that is not valid', async () => {
    const missing = join(folder, 'missing.json');
    expect(await run('verify', missing)).toEqual({
      code: 2,
      stdout: '',
      stderr: `${missing} cannot be read: there is no such file.\n`,
    });
    expect(await run('verify')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('takes a file') });
    expect(await run('verify', receipt, '--loud')).toMatchObject({ code: 2, stdout: '' });
    expect(await run('verify', receipt, '--keys', folder)).toMatchObject({
      code: 2,
      stderr: `${folder} cannot be read: it is a folder.\n`,
    });
  });
});

describe('a file and its keys', () => {
  const verdictOn = (name: string, content: string | Uint8Array, with_?: string) =>
    verifyFile(givenFile(name, content), with_);

  it('is accepted whichever kind of document it is', () => {
    const ledger = ledgerDocument({ instance: 'eu', issuedAt, personId, entries });
    const documents = [receiptDocument(facts), receiptDocument(facts, 'json-ld'), givenCertificate(), ledger];
    for (const document of documents) expect(verdictOn('document.json', signer.file(document)).isValid).toBe(true);
  });

  it('is not accepted when somebody forged it with a key of their own, under its id or under ours', () => {
    const forger = givenSigner();
    const forged = forger.file(receiptDocument(givenReceiptFacts(forger)));
    expect(verdictOn('forged.json', forged, keys)).toMatchObject({
      isValid: false,
      says: expect.stringContaining(`proof.keyId names the key ${forger.keyId}, which is not among the keys given.`),
    });
    const renamed = forged.replaceAll(forger.keyId, signer.keyId);
    expect(verdictOn('renamed.json', renamed, keys)).toMatchObject({
      isValid: false,
      says: expect.stringContaining('document.entry carries a signature that is not over its hash.'),
    });
  });

  it('is not accepted when it is no text or no document', () => {
    const bytes = Buffer.from(signer.file(givenCertificate()));
    bytes[9] = 0xff;
    expect(verdictOn('bytes.json', bytes).says).toContain('- The file is not UTF-8 from byte 10 on.');
    expect(verdictOn('empty.json', '').says).toContain('- It ends at character 0, before it is complete JSON.');
    expect(verdictOn('other.json', '{"hello":"world"}').isValid).toBe(false);
  });

  it('is checked with keys after a rotation, too: those of before stay in the set', () => {
    const successor = givenSigner();
    const both = givenKeys('both.json', { keys: [...successor.keySet.keys, ...signer.keySet.keys] });
    expect(verifyFile(receipt, both).isValid).toBe(true);
  });

  it.each([
    ['no JSON', 'x', /is not the key set of an instance\. It is not JSON from character 1 on\.$/],
    ['no key set', '{}', /keys is missing\.$/],
    ['no text', Buffer.from([0x7b, 0xff]), /It is not UTF-8 from byte 2 on\.$/],
    [
      'a private key',
      JSON.stringify({ keys: [{ ...key, d: key.x }] }),
      /keys\.0 has a member that does not belong there: "d"/,
    ],
    ['a key of another curve', JSON.stringify({ keys: [{ ...key, crv: 'secp256k1' }] }), /keys\.0\.crv must be P-256/],
    ['a key for another algorithm', JSON.stringify({ keys: [{ ...key, alg: 'ES384' }] }), /keys\.0\.alg must be ES256/],
    ['a shared secret', JSON.stringify({ keys: [{ kty: 'oct', k: 'x' }] }), /keys\.0\.kty must be EC/],
    ['a point beside the curve', JSON.stringify({ keys: [{ ...key, y: key.x }] }), /is no point of the curve P-256/],
    ['two keys of one id', JSON.stringify({ keys: [key, key] }), /holds two keys of one id/],
    ['bits that mean nothing', JSON.stringify({ keys: [{ ...key, x: `${key.x.slice(0, -1)}B` }] }), /must be 32 bytes/],
  ])('is not checked with %s', (_, content, problem) => {
    expect(() => verifyFile(receipt, givenFile('bad-keys.json', content))).toThrow(problem);
  });

  it('takes no key of another curve that is named as ours', () => {
    const koblitz = createECDH('secp256k1').generateKeys();
    const point = { x: koblitz.subarray(1, 33).toString('base64url'), y: koblitz.subarray(33).toString('base64url') };
    expect(() => verifyFile(receipt, givenKeys('koblitz.json', { keys: [{ ...key, ...point }] }))).toThrow(/no point/);
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const jwk = { ...key, ...publicKey.export({ format: 'jwk' }) };
    expect(() => verifyFile(receipt, givenKeys('p384.json', { keys: [jwk] }))).toThrow(/crv must be P-256/);
  });
});
