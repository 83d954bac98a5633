import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { areas } from '#/lambdas/contract.ts';
import { instances } from '#/lib/instances.ts';
import { readCounts } from '#/operator/documents/counts-file.ts';
import { writeDocuments } from '#/operator/documents/write-documents.ts';
import { UnusableFile } from '#/operator/verify/read-text.ts';

const program = fileURLToPath(new URL('../../bin/coachvault.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'coachvault-documents-'));
afterAll(() => rmSync(root, { recursive: true }));

let made = 0;
const givenFolder = (): string => join(root, `documents-${++made}`);
const both = Object.values(instances);
const write = (folder: string, of = both) => writeDocuments({ folder, of, areas });

function givenCounts(counts: unknown): string {
  const path = join(root, `counts-${++made}.json`);
  writeFileSync(path, typeof counts === 'string' ? counts : JSON.stringify(counts));
  return path;
}

const bytesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path, readFileSync(path, 'utf8')]),
  );

type Run = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs the command where there is no AWS at all. */
const run = (...words: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    execFile(process.execPath, [program, 'documents', ...words], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

async function expectMisuse(words: string[], sentence: RegExp): Promise<void> {
  const { code, stdout, stderr } = await run(...words);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(sentence);
}

describe('GO1-GO7 VE2: npm run coachvault -- documents', () => {
  it('writes all documents of every instance, and lists them', async () => {
    const folder = givenFolder();
    const { code, stdout, stderr } = await run(folder);
    expect([code, stderr]).toEqual([0, '']);
    const written = Object.keys(bytesIn(folder));
    expect(
      stdout
        .split('\n')
        .filter((line) => line.startsWith(folder))
        .sort(),
    ).toEqual(written);
    for (const name of ['record-of-processing', 'privacy-notice', 'sub-processors', 'impact-assessment', 'trust']) {
      for (const ending of ['md', 'html']) expect(written).toContain(join(folder, 'na', `${name}.${ending}`));
    }
    expect(written).toContain(join(folder, 'eu', 'data-flow.svg'));
    expect(stdout).toContain('There is no transparency report');
  });

  it('writes those of one instance, with the transparency report of a quarter', async () => {
    const folder = givenFolder();
    const requests = { access: { completed: 12, refused: 1 } };
    const counts = givenCounts({ quarter: '2026-Q4', countedOn: '2027-01-04', requests });
    const { code, stdout } = await run(folder, '--instance', 'eu', '--counts', counts);
    expect(code).toBe(0);
    expect(stdout).not.toContain('There is no');
    expect(readdirSync(folder)).toEqual(['eu']);
    const report = readFileSync(join(folder, 'eu', 'transparency-report-2026-q4.md'), 'utf8');
    expect(report).toContain('| Access | 12 | fewer than 5 | fewer than 5 | fewer than 5 | 12 to 24 |');
  });

  it('gives the same bytes again, into the same folder and into another', () => {
    const [folder, other] = [givenFolder(), givenFolder()];
    write(folder);
    const first = bytesIn(folder);
    write(folder);
    write(other);
    expect(bytesIn(folder)).toEqual(first);
    expect(Object.values(bytesIn(other))).toEqual(Object.values(first));
  });

  it('names nobody: no address but those of the operator', () => {
    const folder = givenFolder();
    write(folder);
    const contacts = both.flatMap(({ privacyContact, securityContact }) => [privacyContact, securityContact]);
    const known = new Set(contacts.map((contact) => contact.replace('mailto:', '')));
    for (const text of Object.values(bytesIn(folder))) {
      for (const [address] of text.matchAll(/[\w.+-]+@[\w-]+\.[\w.-]*\w/g)) expect(known).toContain(address);
    }
  });

  it('writes again over reports of other quarters, and refuses a folder with anything else in it', () => {
    const folder = givenFolder();
    const counts = { quarter: '2026-Q3', countedOn: '2026-10-02', requests: {} };
    writeDocuments({ folder, of: both, areas, counts });
    expect(() => write(folder, [instances.eu])).not.toThrow();
    for (const name of ['notes.txt', 'eu/extra.md', 'mars/index.md', 'eu/deep/index.md']) {
      const path = join(folder, name);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, 'somebody’s');
      const before = bytesIn(folder);
      expect(() => write(folder)).toThrow(new RegExp(`no documents of ours: ${name}\\. Name an empty or a new folder`));
      expect(bytesIn(folder)).toEqual(before);
      rmSync(path);
    }
  });

  it('says in plain words what is wrong with the folder', () => {
    const file = givenCounts('a file');
    expect(() => write(file)).toThrow(UnusableFile);
    expect(() => write(file)).toThrow(/cannot be written: it is a file, or stands in one\.$/);
    expect(() => write(join(file, 'below'))).toThrow(/it is a file, or stands in one/);
  });

  it('says what is wrong and what there is', async () => {
    await expectMisuse([], /^documents takes a folder to write to/);
    await expectMisuse([givenFolder(), '--instance', 'mars'], /There is no instance "mars"/);
  });

  it.each([
    [{ quarter: '2026-Q5', countedOn: '2027-01-04', requests: {} }, /quarter must be a quarter, such as 2026-Q4\./],
    [{ quarter: '2026-Q4', countedOn: 'soon', requests: {} }, /countedOn must be a day, such as 2027-01-04\./],
    [
      { quarter: '2026-Q4', countedOn: '2027-01-04', requests: { access: { completed: -1 } } },
      /completed .*from 0 on\./,
    ],
    [{ quarter: '2026-Q4', countedOn: '2027-01-04', requests: { dance: {} } }, /"dance"/],
    ['{', /is not a file of a quarter’s counts\./],
  ])('says what is wrong with the counts %j', (counts, sentence) => {
    expect(() => readCounts(givenCounts(counts))).toThrow(UnusableFile);
    expect(() => readCounts(givenCounts(counts))).toThrow(sentence);
    expect(() => readCounts(join(root, 'none.json'))).toThrow(/there is no such file/);
  });
});
