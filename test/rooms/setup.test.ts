import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenProject } from './given-project.ts';

type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

describe('bin/setup.mjs', () => {
  it('installs once, and again when the lock changes', async () => {
    const project = givenLockedProject();

    expect(await setUp(project)).toMatchObject({ code: 0, stdout: expect.stringContaining('installing dependencies') });
    expect(await setUp(project)).toEqual({ code: 0, stdout: '', stderr: '' });

    writeFileSync(join(project, 'package-lock.json'), lock('installed', '\n'));
    expect((await setUp(project)).stdout).toContain('installing dependencies');
  });

  it('lets one of several at the same time install, and takes over from one that died', async () => {
    const project = givenLockedProject({ '.local/setup.lock': String(await pidOfTheDead()) });

    const runs = await Promise.all([setUp(project), setUp(project), setUp(project)]);

    expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(runs.map(() => ({ code: 0, stderr: '' })));
    expect(runs.filter(({ stdout }) => stdout.includes('installing dependencies'))).toHaveLength(1);
    expect(existsSync(join(project, '.local/setup.lock'))).toBe(false);
  });

  it("gives npm's reason and one sentence when npm ci fails, and tries again the next time", async () => {
    const project = givenLockedProject({ 'package-lock.json': lock('of-another-project') });
    writeFileSync(join(project, 'package.json'), '{ "name": "installed", "dependencies": { "zod": "4.6.7" } }');

    const failed = await setUp(project);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('Missing: zod@4.6.7 from lock file');
    expect(failed.stderr).toMatch(/setup: npm ci failed, .*\n$/);

    writeFileSync(join(project, 'package.json'), '{ "name": "installed" }');
    expect((await setUp(project)).code).toBe(0);
  });
});

function givenLockedProject(files: Readonly<Record<string, string>> = {}): string {
  return givenProject({
    'package.json': '{ "name": "installed" }',
    'package-lock.json': lock('installed'),
    'bin/setup.mjs': readFileSync('bin/setup.mjs', 'utf8'),
    ...files,
  });
}

function lock(name: string, end = ''): string {
  return JSON.stringify({ name, lockfileVersion: 3, requires: true, packages: { '': { name } } }) + end;
}

function setUp(project: string): Promise<Run> {
  return run(process.execPath, [join(project, 'bin/setup.mjs')]);
}

async function pidOfTheDead(): Promise<number> {
  return Number((await run(process.execPath, ['-e', 'console.log(process.pid)'])).stdout);
}

function run(command: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
