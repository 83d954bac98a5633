import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles } from './source-files.ts';

/** What gives a secret away by its shape alone. */
const shapes: Readonly<Record<string, RegExp>> = {
  'AWS access key id': /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/,
  'private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  'private JSON Web Key': /"d"\s*:\s*"[\w-]{40,}"/,
  'signed token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16,}/,
  'forge token': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40}|glpat-[\w-]{20})/,
  'registry token': /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*[\w-]{16}/,
  'service token': /\bxox[abeoprs]-[\w-]{10,}|\b[rs]k_live_\w{16,}|\bAIza[\w-]{35}\b|\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  'password in a URL': /\b[a-z][a-z+.-]*:\/\/[^\s/:@'"`$<{]+:[^\s/:@'"`$<{]+@/i,
};

/** `name: 'value'`, `name = "value"`, also through a constructor such as `Buffer.from('value')`. */
const assignment = /([\w$-]+)['"\]]?\s*[:=]\s*(?:new\s+)?(?:[\w.]+\()?\s*['"`]([A-Za-z0-9+/_=-]{16,})['"`]/g;
const secretName = /secret|token|passw|api_?key|access_?key|private_?key|signing_?key|credential|pepper|seed/i;
/** Hashes of published packages, as lock files and web pages carry them. */
const integrity = /^sha(?:1|256|384|512)-/;

/** Every line of the project's files that holds what looks like a secret, as `file:line: what` and never the value. */
export function findSecrets(root: string): string[] {
  return projectFiles(root).flatMap((file) => {
    const content = readFileSync(join(root, file));
    if (content.includes(0)) return [];
    const lines = content.toString('utf8').split('\n');
    return lines.flatMap((line, index) => secretsIn(line).map((what) => `${file}:${index + 1}: ${what}`));
  });
}

function secretsIn(line: string): string[] {
  const found = Object.keys(shapes).filter((what) => shapes[what]?.test(line));
  for (const [, name = '', value = ''] of line.matchAll(assignment)) {
    if (isRandom(value, secretName.test(name))) found.push(`random value in "${name}"`);
  }
  return found;
}

/**
 * Whether a value looks drawn rather than written: it is no row of words, and has the entropy of hexadecimal text (4 bits
 * a character when long) or of base64 (5 when long). A name that speaks of secrets lowers the bar.
 */
function isRandom(value: string, isNamedSecret: boolean): boolean {
  if (integrity.test(value) || isWritten(value) || isAlphabet(value)) return false;
  if (/^[0-9a-f]+$/i.test(value)) return value.length >= (isNamedSecret ? 16 : 32) && entropy(value) > 3;
  return isNamedSecret ? value.length >= 20 && entropy(value) > 3.5 : value.length >= 40 && entropy(value) > 4.5;
}

/** Whether a value is made of words and short numbers: `idle_limit_30`, `UserPoolClient`, `a/path/of-words`. */
function isWritten(value: string): boolean {
  const parts = value.split(/[_\-/+=]+|(?<=[a-z])(?=[A-Z])/).filter((part) => part !== '');
  return parts.every((part) => /^(?:[A-Z]?[a-z]+|[A-Z]+|\d{1,4})$/.test(part));
}

/** Long and without a repeated character: drawn text of that length repeats some. */
function isAlphabet(value: string): boolean {
  return value.length >= 26 && new Set(value).size === value.length;
}

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / text.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
