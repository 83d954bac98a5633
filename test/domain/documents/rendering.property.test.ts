import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Document } from '#/domain/documents/document.ts';
import { documentsOf } from '#/domain/documents/documents.ts';
import { flowSvg } from '#/domain/documents/flow-svg.ts';
import { flowMap } from '#/domain/documents/flows.ts';
import { html } from '#/domain/documents/html.ts';
import { markdown } from '#/domain/documents/markdown.ts';
import { pageStyle, pageStyleHash } from '#/domain/documents/page-style.ts';
import { givenFacts, textsIn } from './given-documents.ts';

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '" onload="alert(1)',
    "'><img src=x onerror=alert(1)>",
    '</title></style><b>',
    '&lt;b&gt; & &amp;',
    '| a | b |',
    '[x](javascript:alert(1))',
    '`code` *bold* _emphasis_ ~~gone~~ $x$',
    '# heading',
    '1. item\n- item',
    '\\| \\',
    '![x](y)',
  ),
);
const blocks: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading', 'subheading', 'paragraph'), text }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(text, { minLength: 1, maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('table' as const),
    head: fc.array(text, { minLength: 2, maxLength: 2 }),
    rows: fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { maxLength: 3 }),
  }),
);
const documents: fc.Arbitrary<Document> = fc.record({
  name: fc.constant('try'),
  title: text,
  version: text,
  date: fc.constant('2026-11-21'),
  blocks: fc.array(blocks, { maxLength: 6 }),
});

const tag = /<\/?[a-z][a-z0-9]*(?: [a-z-]+="[^"<>]*")*>/g;
const allowed = new Set(
  'html head meta title style body h1 h2 h3 p time ul li table thead tbody tr th td img'.split(' '),
);
const decoded = (page: string): string =>
  page.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '&',
  );

/** The page taken apart: its tags, and the text between them. */
function partsOf(page: string) {
  const body = page.replace('<!doctype html>', '').replace(`<style>${pageStyle}</style>`, '');
  return { tags: body.match(tag) ?? [], texts: body.split(tag) };
}

function expectOnlyOurMarkup(page: string): void {
  const { tags, texts } = partsOf(page);
  for (const each of tags) expect(allowed).toContain(/[a-z0-9]+/.exec(each)?.[0]);
  for (const each of texts) expect(each).not.toMatch(/[<>"']|&(?!(lt|gt|quot|#39|amp);)/);
  const attributes = tags.flatMap((each) => [...each.matchAll(/ ([a-z-]+)="/g)].map(([, name]) => name));
  for (const name of attributes)
    expect(['lang', 'charset', 'name', 'content', 'class', 'datetime', 'src', 'alt']).toContain(name);
}

describe('a document as HTML', () => {
  it('holds any text as text: no markup, no attribute and no script comes from it', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const page = html(document);
        expectOnlyOurMarkup(page);
        const seen = partsOf(page).texts.map(decoded);
        for (const each of [document.title, ...document.blocks.flatMap(textsIn)]) expect(seen).toContain(each);
      }),
    );
  });

  it.each(documentsOf(givenFacts()).map((document) => [document.name, document] as const))(
    'of %s has no script and nothing from elsewhere',
    (_, document) => {
      const page = html(document);
      expectOnlyOurMarkup(page);
      for (const [, source] of page.matchAll(/ src="([^"]*)"/g)) expect(source).toMatch(/^[a-z-]+\.svg$/);
    },
  );

  it('has the style sheet that the content security policy names', () => {
    const hash = createHash('sha256').update(pageStyle).digest('base64');
    expect(pageStyleHash, 'put this hash into domain/documents/page-style.ts').toBe(`sha256-${hash}`);
  });
});

describe('a document as Markdown', () => {
  it('has the lines and cells of its blocks and no others, whatever the texts hold', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const lines = markdown(document)
          .split('\n')
          .filter((line) => line.startsWith('| '));
        const tables = document.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
        expect(lines).toHaveLength(tables.reduce((sum, { rows }) => sum + rows.length + 2, 0));
        for (const line of lines) expect(line.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(3);
        const headings = markdown(document).match(/^##? /gm) ?? [];
        expect(headings).toHaveLength(1 + document.blocks.filter(({ kind }) => kind === 'heading').length);
      }),
    );
  });

  it('leaves no markup of a text unescaped', () => {
    fc.assert(
      fc.property(text, (value) => {
        const [, , , , line = ''] = markdown({
          name: 'try',
          title: 'Try',
          version: '1',
          date: '2026-11-21',
          blocks: [{ kind: 'paragraph', text: value }],
        }).split('\n');
        expect(line.replace(/\\[\\`*[\]<>|&~$_#+=.)-]/g, 'x')).not.toMatch(
          /[\\`*[\]<>|&~$]|^(#|\+ |- |=|\d+[.)])|(^|\s)_/,
        );
      }),
    );
  });
});

describe('the picture of the data flow', () => {
  it('is plain SVG: shapes and text, and no script', () => {
    const svg = flowSvg(flowMap(givenFacts()), 'A < B & "C"');
    const tags = new Set([...svg.matchAll(/<([a-zA-Z]+)/g)].map(([, name]) => name));
    expect([...tags].sort()).toEqual(['defs', 'marker', 'path', 'rect', 'svg', 'text', 'title']);
    expect(svg).toContain('<title>A &lt; B &amp; &quot;C&quot;</title>');
    expect(svg).not.toMatch(/ on[a-z]+=|href|NaN|undefined/);
  });
});
