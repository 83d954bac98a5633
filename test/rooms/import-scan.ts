import { matchesGlob, posix } from 'node:path';
import { environmentReaders, type Room, rooms } from './rooms.ts';
import { sourceFiles } from './source-files.ts';
import { isNode, nameOf, type SyntaxNode, syntaxNodes } from './syntax.ts';

/** What one source file reaches out to. Specifiers of project files are written as `#/path.ts`, however they were imported. */
export type ScannedFile = {
  readonly file: string;
  readonly imports: readonly string[];
  /** Whether it imports something whose name is not a literal: nobody can tell from the text where that leads. */
  readonly hasComputedImport: boolean;
  readonly readsEnvironment: boolean;
};

const importingNodes = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

/** Reads every source file under `root`; types and dynamic imports count like any other. */
export function scan(root: string): ScannedFile[] {
  return sourceFiles(root).map((file) => scanFile(file, syntaxNodes(root, file)));
}

function scanFile(file: string, nodes: readonly SyntaxNode[]): ScannedFile {
  const sources = nodes.filter((node) => importingNodes.has(node.type)).map((node) => node.source);
  // An ExportNamedDeclaration without a source (`export const x`) has null here.
  const specifiers = sources.filter(isNode).map((source) => (source.type === 'Literal' ? nameOf(source) : undefined));
  return {
    file,
    imports: specifiers.filter((specifier) => specifier !== undefined).map((specifier) => fromRoot(file, specifier)),
    hasComputedImport: specifiers.includes(undefined),
    readsEnvironment: nodes.some(readsEnvironment),
  };
}

function fromRoot(file: string, specifier: string): string {
  return specifier.startsWith('./') ? `#/${posix.join(posix.dirname(file), specifier)}` : specifier;
}

/** `process.env` in any spelling, `const { env } = process`, and `env` imported from node:process. */
function readsEnvironment(node: SyntaxNode): boolean {
  if (node.type === 'MemberExpression') return nameOf(node.property) === 'env' && isProcess(node.object);
  if (node.type === 'VariableDeclarator') return isProcess(node.init) && takesEnv(node.id);
  if (node.type !== 'ImportDeclaration' || !/^(node:)?process$/.test(nameOf(node.source) ?? '')) return false;
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers : [];
  return specifiers.some((specifier) => isNode(specifier) && nameOf(specifier.imported) === 'env');
}

function isProcess(value: unknown): boolean {
  if (!isNode(value)) return false;
  return nameOf(value) === 'process' || (value.type === 'MemberExpression' && nameOf(value.property) === 'process');
}

function takesEnv(pattern: unknown): boolean {
  if (!isNode(pattern) || !Array.isArray(pattern.properties)) return false;
  return pattern.properties.some((property) => isNode(property) && nameOf(property.key) === 'env');
}

export function roomOf(file: string): Room | undefined {
  return rooms.find((room) => room.files.some((glob) => matchesGlob(file, glob)));
}

/** One sentence per import that the table does not allow and per file that belongs to no room. */
export function importViolations(files: readonly ScannedFile[]): string[] {
  return files.flatMap(({ file, imports, hasComputedImport }) => {
    const room = roomOf(file);
    if (room === undefined) return [`${file} belongs to no room`];
    const refused = imports.filter((specifier) => !isAllowed(room, file, specifier));
    if (hasComputedImport && !room.imports.includes('**')) refused.push('a computed name');
    return refused.map((specifier) => `${file} (${room.name}) may not import ${specifier}`);
  });
}

function isAllowed(room: Room, file: string, specifier: string): boolean {
  if (/^\.\.(\/|$)/.test(specifier)) return false;
  const area = file.split('/')[1] ?? '';
  return room.imports.some((glob) => glob === '**' || matchesGlob(specifier, glob.replace('{area}', area)));
}

export function environmentViolations(files: readonly ScannedFile[]): string[] {
  return files
    .filter(
      ({ file, readsEnvironment }) => readsEnvironment && !environmentReaders.some((glob) => matchesGlob(file, glob)),
    )
    .map(({ file }) => `${file} may not read process.env`);
}

/** Every import cycle once, as `a.ts -> b.ts -> a.ts`. */
export function importCycles(files: readonly ScannedFile[]): string[] {
  const importsOf = new Map(
    files.map(({ file, imports }) => [file, imports.map((specifier) => specifier.replace('#/', ''))]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) cycles.push([...path.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const next of importsOf.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of importsOf.keys()) visit(file, []);
  return cycles;
}
