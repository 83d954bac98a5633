import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vitest/node';

/** A node of the parsed file; which further properties it has depends on its `type`. */
export type SyntaxNode = { readonly type: string; readonly [property: string]: unknown };

/** All syntax nodes of a source file, in source order. Throws when the file does not parse. */
export function syntaxNodes(root: string, file: string): SyntaxNode[] {
  const source = readFileSync(join(root, file), 'utf8');
  const lang = file.endsWith('x') ? 'tsx' : 'ts';
  return [...walk(parseAst(source, { lang }))];
}

function* walk(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const element of value) yield* walk(element);
  } else if (isNode(value)) {
    yield value;
    for (const child of Object.values(value)) yield* walk(child);
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The name of an identifier or the text of a string literal; undefined for anything else. */
export function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Identifier') return String(value.name);
  return value.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;
}
