import type { Block, Document } from '#/domain/documents/document.ts';
import type { DocumentFacts } from '#/domain/documents/facts.ts';
import { areas } from '#/lambdas/contract.ts';
import { instances } from '#/lib/instances.ts';
import { factsOf } from '#/operator/documents/document-files.ts';

/** What an instance of lib/instances.ts has its documents made from. */
export const givenFacts = (id: keyof typeof instances = 'eu'): DocumentFacts => factsOf(instances[id], areas);

export function textsIn(block: Block): string[] {
  switch (block.kind) {
    case 'list':
      return [...block.items];
    case 'table':
      return [...block.head, ...block.rows.flat()];
    case 'diagram':
      return [block.says];
    default:
      return [block.text];
  }
}

/** All that a document says, block by block. */
export const textOf = ({ title, blocks }: Document): string => [title, ...blocks.flatMap(textsIn)].join('\n');

export const rowsIn = ({ blocks }: Document): (readonly string[])[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
