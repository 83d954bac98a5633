/** What documents are made of. Text is plain: whatever it holds, it is shown as it is and never read as markup. */
export type Block =
  | { readonly kind: 'heading' | 'subheading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Markdown shows the Mermaid text, HTML the picture in the file beside it. */
  | { readonly kind: 'diagram'; readonly says: string; readonly mermaid: string; readonly picture: string };

export type Document = {
  /** The name of its files, without ending. */
  readonly name: string;
  readonly title: string;
  /** Of what it is made from, such as `data map 3`. */
  readonly version: string;
  /** The day of that version, such as `2026-11-21`; never the day it was printed, so that equal facts give equal bytes. */
  readonly date: string;
  readonly blocks: readonly Block[];
};

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const subheading = (text: string): Block => ({ kind: 'subheading', text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
/** What something is, by name: `Agreement: AWS Data Processing Addendum`. */
export const facts = (items: readonly (readonly [name: string, value: string])[]): Block =>
  list(items.map(([name, value]) => `${name}: ${value}`));
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  head,
  rows,
});
