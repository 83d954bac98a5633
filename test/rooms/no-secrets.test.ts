import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { givenProject } from './given-project.ts';
import { findSecrets } from './secret-scan.ts';

/** Lines that look like secrets and are none, each with the reason. One that no line needs any more fails the test. */
const publicValues: Readonly<Record<string, string>> = {
  'domain/consent/notice-versions.ts: random value in "fingerprint"': 'Hashes of what notices say; the API shows them.',
  'domain/data-map/version.ts: random value in "fingerprint"': 'The hash of the data map, whose documents are public.',
  'domain/governance/processors.ts: random value in "fingerprint"': 'The hash of a register that is public.',
};

describe('EN12: secrets in the source', () => {
  it('EN12: no tracked file holds one', () => {
    const found = findSecrets(process.cwd());
    const isExplained = (finding: string) => finding.replace(/:\d+:/, ':') in publicValues;
    expect(found.filter((finding) => !isExplained(finding))).toEqual([]);
    const needed = new Set(found.map((finding) => finding.replace(/:\d+:/, ':')));
    expect(Object.keys(publicValues).filter((explained) => !needed.has(explained))).toEqual([]);
  });

  it.each(Object.entries(canaries()))('EN12: finds a planted %s', (what, line) => {
    const project = givenProject({ 'lib/a.ts': `// nothing here\n${line}\n` });
    expect(findSecrets(project)).toContainEqual(`lib/a.ts:2: ${what}`);
  });

  it('EN12: names the place of a secret without repeating it', () => {
    const value = randomBytes(32).toString('hex');
    const project = givenProject({ 'docs/a.md': `key = "${value}"` });
    expect(findSecrets(project).join()).not.toContain(value);
    expect(findSecrets(project)).toHaveLength(1);
  });

  it('EN12: lets names, hashes of packages and placeholders pass', () => {
    const project = givenProject({
      'a.ts': "const tokenUse = 'access'; const passwordPolicy = 'workforce_password_policy_version_2';",
      'package-lock.json': `"integrity": "sha512-${randomBytes(64).toString('base64')}"`,
      'README.md': 'token = "$' + '{TOKEN}" and https://user:$' + '{PASSWORD}@host',
    });
    expect(findSecrets(project)).toEqual([]);
  });
});

/** One line per kind, made at run time: written out, they would be found in this very file. */
function canaries(): Record<string, string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const base64 = (bytes: number) => randomBytes(bytes).toString('base64url');
  const letters = (count: number) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.slice(0, count);
  return {
    'AWS access key id': `const id = '${`AKIA${letters(16)}`}';`,
    'private key': String(privateKey.export({ type: 'pkcs8', format: 'pem' })).split('\n')[0] ?? '',
    'private JSON Web Key': JSON.stringify(privateKey.export({ format: 'jwk' })),
    'signed token': `eyJ${base64(24)}.eyJ${base64(24)}.${base64(32)}`,
    'forge token': `ghp_${letters(18)}${letters(18)}`,
    'registry token': `//registry.npmjs.org/:_authToken=${letters(20)}`,
    'service token': `sk_live_${letters(24)}`,
    'password in a URL': `https://admin:${letters(8)}@example.org/`,
    'random value in "clientSecret"': `clientSecret: '${randomBytes(24).toString('base64')}',`,
    'random value in "pepper"': `const pepper = Buffer.from('${randomBytes(32).toString('hex')}', 'hex');`,
    'random value in "nothing"': `nothing = "${randomBytes(64).toString('base64')}"`,
  };
}
