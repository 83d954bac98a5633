import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyFile } from '#/operator/verify/verify.ts';
import { givenBundle, givenBundleFolder } from '#/test/support/case-bundles.ts';
import { givenSigner } from '#/test/support/signed.ts';

const folder = mkdtempSync(join(tmpdir(), 'coachvault-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));
const signer = givenSigner();
const files = new Map<string, string | Uint8Array>([
  ...givenBundle(signer),
  ['keys.json', JSON.stringify(signer.keySet)],
]);

describe('IR4 MO11: coachvault verify of the folder of a case', () => {
  it('passes offline, with the keys beside the manifest', () => {
    const whole = givenBundleFolder(join(folder, 'whole'), files);
    expect(verifyFile(whole)).toMatchObject({
      isValid: true,
      says: expect.stringContaining('manifest of an incident case of the instance eu'),
    });
    expect(verifyFile(join(whole, 'manifest.json')).isValid).toBe(true);
  });

  it.each([...givenBundle(signer).keys()])('fails when one byte of %s is another, and names it', (name) => {
    const bytes = Buffer.from(files.get(name) ?? '');
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    const changed = givenBundleFolder(join(folder, name.replaceAll('/', '-')), new Map([...files, [name, bytes]]));
    const { isValid, says } = verifyFile(changed);
    expect(isValid).toBe(false);
    expect(says).toContain(name === 'timeline.jsonl' ? 'Timeline entry 1 ' : name);
  });

  it('names bytes that are no text, and a bundle without a manifest', () => {
    const binary = new Map([...files, ['timeline.jsonl', Buffer.from([0xff])] as const]);
    expect(verifyFile(givenBundleFolder(join(folder, 'binary'), binary)).says).toContain('timeline.jsonl is not UTF-8');
    const bare = new Map([...files].filter(([name]) => name !== 'manifest.json'));
    expect(verifyFile(givenBundleFolder(join(folder, 'bare'), bare))).toMatchObject({ isValid: false });
  });
});
