import { type Document, heading, paragraph, table } from './document.ts';
import { type DocumentFacts, mapEdition, whereWords } from './facts.ts';
import { flowMermaid } from './flow-mermaid.ts';
import { type FlowMap, flowMap } from './flows.ts';

/** The file that the diagram’s picture stands in. */
export const flowPicture = 'data-flow.svg';
export const flowTitle = 'Where data is and where it goes';

/** The data-flow diagram with a table of every flow (RE4). */
export function dataFlow(facts: DocumentFacts): Document {
  const map = flowMap(facts);
  const nameOf = namesOf(map);
  return {
    name: 'data-flow',
    title: flowTitle,
    ...mapEdition,
    blocks: [
      paragraph(whereWords(facts)),
      { kind: 'diagram', says: flowTitle, mermaid: flowMermaid(map), picture: flowPicture },
      heading('Flows'),
      table(
        ['From', 'To', 'What'],
        map.flows.map(({ from, to, what }) => [nameOf(from), nameOf(to), what]),
      ),
    ],
  };
}

/** `Tables: coaching`, or a whole group. */
function namesOf({ groups }: FlowMap): (id: string) => string {
  const names = new Map(
    groups.flatMap(({ id, title, nodes }) => [
      [id, title] as const,
      ...nodes.map((node) => [node.id, `${title}: ${node.label}`] as const),
    ]),
  );
  return (id) => names.get(id) ?? id;
}
