import type { Block, Document } from './document.ts';

/** A document as Markdown (CommonMark with tables). */
export function markdown({ title, version, date, blocks }: Document): string {
  const parts = [`# ${escaped(title)}`, escaped(`Version: ${version}. Date: ${date}.`), ...blocks.map(render)];
  return `${parts.join('\n\n')}\n`;
}

/** What CommonMark could read as markup inside a line; an underscore only where it is not inside a word. */
const markup = /[\\`*[\]<>|&~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** What it could read as markup at the beginning of a line. */
const leading = /^(\s*)([#+=-]|\d+(?=[.)]))/;

const escaped = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(markup, '\\$&')
    .replace(leading, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );

const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;

function render(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${escaped(block.text)}`;
    case 'subheading':
      return `### ${escaped(block.text)}`;
    case 'paragraph':
      return escaped(block.text);
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'table':
      return [row(block.head), `|${' --- |'.repeat(block.head.length)}`, ...block.rows.map(row)].join('\n');
    case 'diagram':
      return `\`\`\`mermaid\n${block.mermaid}\n\`\`\``;
  }
}
