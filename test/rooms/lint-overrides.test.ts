import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenProject } from './given-project.ts';
import { importCycles, importViolations, scan } from './import-scan.ts';
import { lintedRooms, lintOverrideOf } from './lint-overrides.ts';
import { environmentReaders, rooms } from './rooms.ts';

const root = process.cwd();
const biomeJson = readFileSync(join(root, 'biome.json'), 'utf8');

/** One file per direction that the table refuses; each must be found by lint and by the scan. */
const planted = {
  'domain/a.ts': "import '#/vault/x.ts';",
  'domain/b.ts': "import 'node:fs';",
  'domain/c.ts': "import '@aws-sdk/client-kms';",
  'vault/a.ts': "import '#/lambdas/platform/x.ts';",
  'vault/b.ts': "import '@middy/core';",
  'lambdas/notes/contract.ts': "import '#/vault/x.ts';",
  'lambdas/goals/contract.ts': "import '#/lambdas/platform/x.ts';",
  'lambdas/platform/a.ts': "import '#/local/x.ts';",
  'lambdas/notes/a.handler.ts': "import '#/lib/x.ts';",
  'lambdas/notes/b.handler.ts': "import 'aws-cdk-lib';",
  'lambdas/notes/c.handler.ts': "import '../goals/x.ts';",
  'lib/a.ts': "import '#/lambdas/notes/a.handler.ts';",
  'lib/b.ts': "import '#/vault/x.ts';",
  'lib/c.ts': "import '#/domain/coaching/x.ts';",
  'lib/instances.ts': "import 'aws-cdk-lib';",
  'local/a.ts': "import '#/lib/a.ts';",
  'local/b.ts': "import 'aws-cdk-lib';",
  'test/a.test.ts': "import '../lib/x.ts';",
};

/** What each room may do, once: neither may complain. */
const allowed = {
  'domain/a.ts': "import './b/c.ts'; import '#/domain/x.ts'; import 'zod/mini';",
  'vault/a.ts':
    "import '#/domain/x.ts'; import '@aws-sdk/client-kms'; import 'node:crypto'; import 'node:fs/promises';",
  'lambdas/notes/contract.ts': "import '#/domain/x.ts'; import 'zod/mini';",
  'lambdas/platform/a.ts': "import '#/vault/x.ts'; import '@middy/core'; import '#/lambdas/notes/contract.ts';",
  'lambdas/notes/a.handler.ts': "import './contract.ts'; import '#/lambdas/platform/a.ts'; import '#/vault/x.ts';",
  'lib/a.ts': "import '#/lambdas/notes/contract.ts'; import 'aws-cdk-lib/aws-kms'; import '#/domain/data-map/x.ts';",
  'local/a.ts': "import '#/lib/instances.ts'; import '#/lambdas/notes/a.handler.ts'; import '#/vault/x.ts';",
  'bin/a.ts': "import '#/lib/a.ts'; import '#/local/a.ts'; import 'esbuild';",
};

describe('the lint overrides', () => {
  it('say what the table says', () => {
    const { overrides } = JSON.parse(biomeJson) as { overrides: unknown[] };
    const expected = lintedRooms(rooms).map(lintOverrideOf);
    expect(overrides.slice(0, expected.length)).toEqual(expected);
    const readers = { includes: environmentReaders, linter: { rules: { style: { noProcessEnv: 'off' } } } };
    expect(overrides).toContainEqual(readers);
  });

  it('find every planted import, and so does the scan', () => {
    const project = givenProject({ ...planted, 'biome.json': biomeJson });
    expect(filesLintRefuses(project)).toEqual(Object.keys(planted).sort());
    expect(importViolations(scan(project))).toHaveLength(Object.keys(planted).length);
  });

  it('let every allowed import pass, and so does the scan', () => {
    const project = givenProject({ ...allowed, 'biome.json': biomeJson });
    expect(filesLintRefuses(project)).toEqual([]);
    expect(importViolations(scan(project))).toEqual([]);
  });

  it('find a planted cycle, and so does the scan', () => {
    const project = givenProject({
      'domain/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'domain/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
      'biome.json': biomeJson,
    });
    expect(filesLintRefuses(project, 'suspicious/noImportCycles')).toEqual(['domain/a.ts', 'domain/b.ts']);
    expect(importCycles(scan(project))).toHaveLength(1);
  });
});

/** Runs the one rule over a project with the project's own configuration; the files it refuses, sorted. */
function filesLintRefuses(project: string, rule = 'style/noRestrictedImports'): string[] {
  const options = ['lint', `--only=${rule}`, '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'];
  const run = spawnSync(join(root, 'node_modules/.bin/biome'), options, { cwd: project, encoding: 'utf8' });
  const report = JSON.parse(run.stdout) as { diagnostics: { category: string; location: { path: unknown } }[] };
  const found = report.diagnostics.filter(({ category }) => category === `lint/${rule}`);
  return [...new Set(found.map(({ location }) => String(location.path)))].sort();
}
