import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What .gitignore names, for a folder that is no repository. */
const ignored = new Set(['node_modules', '.local', 'cdk.out', 'dist', 'coverage']);

/** Every file under `root` that git tracks (every file, where there is no git), as paths from `root`, sorted. */
export function projectFiles(root: string): string[] {
  return (existsSync(join(root, '.git')) ? trackedFiles(root) : filesBelow(root)).sort();
}

/** The TypeScript and JavaScript among them. */
export function sourceFiles(root: string): string[] {
  return projectFiles(root).filter((file) => /\.(ts|tsx|mts|mjs|js)$/.test(file));
}

function trackedFiles(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

function filesBelow(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (ignored.has(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}
