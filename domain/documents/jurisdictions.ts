import { jurisdictionMatrix, type MatrixRow } from '#/domain/jurisdictions/matrix.ts';
import { type Block, type Document, heading, paragraph, table } from './document.ts';
import { unique } from './words.ts';

/** Every rule by every regime, with the place in the law (GO6). */
export function jurisdictions(): Document {
  const rows = jurisdictionMatrix();
  const packs = [...new Map(rows.map(({ regime, regimeName, asOf }) => [regime, [regime, regimeName, asOf]])).values()];
  return {
    name: 'jurisdictions',
    title: 'What the laws ask, by rule and regime',
    version: `${packs.length} regimes`,
    date: rows
      .map(({ asOf }) => asOf)
      .sort()
      .at(-1) as string,
    blocks: [
      paragraph(
        'No legal advice: “checked” rests on a published source, mostly a secondary one; “recall” has to be verified before it is claimed. ' +
          'A person under several regimes gets the strictest rule; duties that oppose each other go to a person of ours.',
      ),
      heading('Regimes'),
      table(['Regime', 'Name', 'Last read'], packs),
      ...unique(rows.map(({ rule }) => rule)).flatMap((rule) => ruleBlocks(rows.filter((row) => row.rule === rule))),
    ],
  };
}

function ruleBlocks(rows: readonly MatrixRow[]): Block[] {
  const [first] = rows;
  if (!first) return [];
  return [
    heading(first.says),
    table(
      ['Regime', 'Rule', 'Binding', 'In law', 'Confidence', 'Evidence', 'Note'],
      rows.map((row) => [
        row.country ? `${row.regime} (${row.country})` : row.regime,
        row.value,
        bindingWords(row),
        row.citation,
        row.confidence,
        row.evidence,
        row.note,
      ]),
    ),
  ];
}

const bindingWords = ({ only, from, until }: MatrixRow): string =>
  [only, from && `from ${from}`, until && `until ${until}`].filter(Boolean).join(', ') || 'on all it protects';
