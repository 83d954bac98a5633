import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { keyStoreOn } from '#/local/kms/key-store.ts';
import { openKms } from '#/local/kms/kms.ts';
import { openKeyFile } from '#/local/kms/open-key-file.ts';
import { givenFolder, REGION } from '#/test/support/local-aws.ts';

const KEYS = [
  { alias: 'alias/wrap', spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
  { alias: 'alias/mac', spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  { alias: 'alias/sign', spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
] as const;

const givenKeyFile = () => ({ file: join(givenFolder(), 'instance', 'keys.db'), rootKey: randomBytes(32) });

const open = (options: { file: string; rootKey: Buffer }) =>
  openKms({ ...options, region: REGION, now: Date.now, keys: KEYS });

const blob = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

it('keeps keys, aliases and ids over a restart', async () => {
  const options = givenKeyFile();
  const before = open(options);
  const sealed = await before.service.call('Encrypt', { KeyId: 'alias/wrap', Plaintext: blob('kept') });
  const mac = { KeyId: 'alias/mac', Message: blob('kept'), MacAlgorithm: 'HMAC_SHA_256' };
  const { Mac } = await before.service.call('GenerateMac', mac);
  const aliases = await before.service.call('ListAliases', {});
  before.close();

  const after = open(options);
  expect(await after.service.call('ListAliases', {})).toEqual(aliases);
  const opened = await after.service.call('Decrypt', { CiphertextBlob: sealed.CiphertextBlob });
  expect(opened.Plaintext).toBe(blob('kept'));
  expect(await after.service.call('VerifyMac', { ...mac, Mac })).toMatchObject({ MacValid: true });
  after.close();
});

it('EN10: no key material lies in clear in the file, which only its owner may read', () => {
  const options = givenKeyFile();
  open(options).close();
  const db = openKeyFile(options.file, options.rootKey);
  const store = keyStoreOn(db, options.rootKey);
  const secrets = store.keyIds().map((id) => store.materialOf(id, 1));
  db.close();

  const stored = readFileSync(options.file);
  expect(secrets.map((secret) => secret?.length)).toEqual(expect.arrayContaining([32, 32]));
  for (const secret of secrets) {
    for (let at = 0; at + 16 <= (secret?.length ?? 0); at += 1) {
      // The ASN.1 frame of a private key is public; only a window of secret bytes would be a leak.
      const window = secret?.subarray(at, at + 16) ?? Buffer.alloc(0);
      expect(stored.includes(window)).toBe(false);
    }
    expect(stored.includes(secret?.toString('base64') ?? '')).toBe(false);
    expect(stored.includes(secret?.toString('hex') ?? '')).toBe(false);
  }
  expect(statSync(options.file).mode & 0o777).toBe(0o600);
});

it('opens under no other root key, and says so', () => {
  const options = givenKeyFile();
  open(options).close();
  expect(() => open({ ...options, rootKey: randomBytes(32) })).toThrow(/another root key: put that root key back/);
  open(options).close();
});

it.each([
  ['damaged', (file: string) => writeFileSync(file, 'this is no database at all, but long enough to be read as one')],
  ['cut short', (file: string) => truncateSync(file, 5000)],
])('says in one sentence that the file is %s', (_, damage) => {
  const options = givenKeyFile();
  open(options).close();
  damage(options.file);
  expect(() => open(options)).toThrow(/^The key file .* cannot be opened: .*\.$/);
});

it('refuses a second run on the same file while the first one lives', async () => {
  const options = givenKeyFile();
  const first = open(options);
  const script = `
    import { openKeyFile } from '#/local/kms/open-key-file.ts';
    try { openKeyFile(process.argv[1], Buffer.from(process.argv[2], 'hex')); } catch (error) { console.log(error.message); }`;
  const args = ['--input-type=module', '-e', script, options.file, options.rootKey.toString('hex')];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toMatch(/is in use by another run/);
  first.close();
});

it('refuses a key of another kind under a known alias', () => {
  const options = givenKeyFile();
  open(options).close();
  const changed = [{ ...KEYS[0], alias: 'alias/mac' as const }];
  expect(() => openKms({ ...options, region: REGION, now: Date.now, keys: changed })).toThrow(/is of HMAC_256 but/);
});
