import type { Block, Document } from './document.ts';
import { pageStyle } from './page-style.ts';

/** A document as a page of its own: one style sheet, no script, nothing loaded but a picture beside it. */
export function html({ title, version, date, blocks }: Document, language = 'en'): string {
  const lines = [
    '<!doctype html>',
    `<html lang="${escaped(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    `<p class="version">Version: ${escaped(version)}. Date: <time datetime="${escaped(date)}">${escaped(date)}</time>.</p>`,
    ...blocks.map(render),
    '</body>',
    '</html>',
  ];
  return `${lines.join('\n')}\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text as text, in element content and in quoted attributes alike. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] as string);

const cells = (tag: 'th' | 'td', texts: readonly string[]): string =>
  `<tr>${texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;

function render(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'subheading':
      return `<h3>${escaped(block.text)}</h3>`;
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'table': {
      const rows = block.rows.map((texts) => cells('td', texts)).join('\n');
      return `<table><thead>${cells('th', block.head)}</thead><tbody>\n${rows}\n</tbody></table>`;
    }
    case 'diagram':
      return `<p><img src="${escaped(block.picture)}" alt="${escaped(block.says)}"></p>`;
  }
}
