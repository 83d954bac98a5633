import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenProject } from './given-project.ts';

const runner = join(process.cwd(), 'bin/test.ts');

describe('bin/test.ts', () => {
  it('counts passed, failed and skipped tests, and errors outside of tests as failures', () => {
    const run = runSuite({
      'a.test.ts': `it('passes', () => {}); it('fails', () => expect(1).toBe(2)); it('leaves', (test) => test.skip('no such machine'));`,
      'b.test.ts': "import './is-missing.ts'; it('is never collected', () => {});",
      'c.test.ts': "it('passes', () => { Promise.reject(new Error('nobody waits for me')); });",
    });
    expect(run).toEqual({
      code: 1,
      last: '2 passed, 3 failed, 1 skipped',
      stdout: expect.stringContaining('no such machine'),
    });
  });

  it('is content when all passed, and hands on filters', () => {
    const run = runSuite({ 'a.test.ts': "it('passes', () => {});", 'b.test.ts': "it('fails', () => { throw 1; });" }, [
      'a.test',
    ]);
    expect(run).toMatchObject({ code: 0, last: '1 passed, 0 failed' });
  });

  it('fails when no test ran', () => {
    expect(runSuite({ 'a.test.ts': "it('passes', () => {});" }, ['nothing-like-it'])).toMatchObject({
      code: 1,
      last: '0 passed, 0 failed',
    });
  });
});

/** Runs `npm test`'s runner over a suite of these files. */
function runSuite(tests: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const imports = "import { expect, it } from 'vitest';\n";
  const files = Object.entries(tests).map(([file, source]) => [`test/${file}`, imports + source]);
  const project = givenProject({ 'package.json': '{ "type": "module" }', ...Object.fromEntries(files) });
  symlinkSync(join(process.cwd(), 'node_modules'), join(project, 'node_modules'));
  const { status, stdout } = spawnSync(process.execPath, [runner, ...args], { cwd: project, encoding: 'utf8' });
  return { code: status, last: stdout.trimEnd().split('\n').at(-1), stdout };
}
