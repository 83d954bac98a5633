import { isNode, nameOf, type SyntaxNode, syntaxNodes } from './syntax.ts';

const impureGlobals = new Set([
  'process',
  'console',
  'fetch',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
]);
const impureCalls = new Set(['Date.now', 'Math.random']);

/** Where a file asks the world for the time, randomness or anything else that is not among its arguments. */
export function impurities(root: string, file: string): string[] {
  return syntaxNodes(root, file).flatMap((node) => {
    const found = impurityOf(node);
    return found === undefined ? [] : [`${file} uses ${found}`];
  });
}

function impurityOf(node: SyntaxNode): string | undefined {
  if (node.type === 'NewExpression') {
    const takesNothing = Array.isArray(node.arguments) && node.arguments.length === 0;
    return nameOf(node.callee) === 'Date' && takesNothing ? 'new Date()' : undefined;
  }
  if (node.type === 'CallExpression' && impureGlobals.has(nameOf(node.callee) ?? '')) return nameOf(node.callee);
  if (node.type !== 'MemberExpression' || !isNode(node.object)) return undefined;
  const object = nameOf(node.object) ?? '';
  if (node.object.type === 'Identifier' && impureGlobals.has(object)) return object;
  const member = `${object}.${nameOf(node.property)}`;
  return impureCalls.has(member) ? member : undefined;
}
