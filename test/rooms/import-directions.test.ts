import { describe, expect, it } from 'vitest';
import { givenProject } from './given-project.ts';
import { environmentViolations, importCycles, importViolations, roomOf, scan } from './import-scan.ts';
import { impurities } from './purity.ts';
import { sourceFiles } from './source-files.ts';

const root = process.cwd();

describe('the rooms of this project', () => {
  const files = scan(root);

  it('import only what the table allows', () => {
    expect(importViolations(files)).toEqual([]);
  });

  it('read process.env only where the table allows', () => {
    expect(environmentViolations(files)).toEqual([]);
  });

  it('have no import cycle', () => {
    expect(importCycles(files)).toEqual([]);
  });

  it('keep clock, randomness and I/O out of the domain', () => {
    const domain = sourceFiles(root).filter((file) => roomOf(file)?.name === 'domain');
    expect(domain.flatMap((file) => impurities(root, file))).toEqual([]);
  });
});

describe('the import scan', () => {
  it.each([
    ["import '#/lib/stack.ts';", 'vault/a.ts (vault) may not import #/lib/stack.ts'],
    ["import type { S } from '#/lib/stack.ts';", 'vault/a.ts (vault) may not import #/lib/stack.ts'],
    ["export { s } from '#/lib/stack.ts';", 'vault/a.ts (vault) may not import #/lib/stack.ts'],
    ["export * from '#/lib/stack.ts';", 'vault/a.ts (vault) may not import #/lib/stack.ts'],
    ["type S = import('#/lib/stack.ts').S;", 'vault/a.ts (vault) may not import #/lib/stack.ts'],
    ["const s = await import('#/lib/stack.ts');", 'vault/a.ts (vault) may not import #/lib/stack.ts'],
    ['const s = await import(name);', 'vault/a.ts (vault) may not import a computed name'],
    ["import '../lib/stack.ts';", 'vault/a.ts (vault) may not import ../lib/stack.ts'],
  ])('sees %s', (source, violation) => {
    const project = givenProject({ 'vault/a.ts': source });
    expect(importViolations(scan(project))).toEqual([violation]);
  });

  it('tells an area of lambdas from its neighbours and a table of lib from its stacks', () => {
    const project = givenProject({
      'lambdas/notes/read.ts': "import '#/lambdas/notes/write.ts'; import '#/lambdas/goals/goal.ts';",
      'lib/names.ts': "import './instances.ts'; import './stack.ts';",
      'misplaced/x.ts': '',
    });
    expect(importViolations(scan(project))).toEqual([
      'lambdas/notes/read.ts (handlers) may not import #/lambdas/goals/goal.ts',
      'lib/names.ts (tables) may not import #/lib/stack.ts',
      'misplaced/x.ts belongs to no room',
    ]);
  });

  it.each([
    ["const key = process.env['KEY'];"],
    ['const key = globalThis.process.env.KEY;'],
    ['const { env } = process;'],
    ["import { env } from 'node:process';"],
  ])('sees the environment read by %s', (source) => {
    const project = givenProject({ 'vault/a.ts': source, 'lambdas/platform/config.ts': source });
    expect(environmentViolations(scan(project))).toEqual(['vault/a.ts may not read process.env']);
  });

  it('finds a cycle through three files and leaves a diamond alone', () => {
    const project = givenProject({
      'domain/a.ts': "import './b.ts'; import './c.ts';",
      'domain/b.ts': "import type { C } from './c.ts';",
      'domain/c.ts': "import '#/domain/d.ts';",
      'domain/d.ts': "import './b.ts';",
    });
    expect(importCycles(scan(project))).toEqual(['domain/b.ts -> domain/c.ts -> domain/d.ts -> domain/b.ts']);
  });

  it.each(['Date.now()', 'new Date()', 'Math.random()', 'fetch(url)', 'console.log(1)'])(
    'sees that %s is not pure',
    (call) => {
      const project = givenProject({ 'domain/a.ts': `export const a = (url: string) => [new Date(0), url, ${call}];` });
      expect(impurities(project, 'domain/a.ts')).toHaveLength(1);
    },
  );
});
