import type { FlowGroup, FlowMap } from './flows.ts';

/** The flows as Mermaid text. What flows stands in the table beneath: on dozens of arrows nobody could read it. */
export const flowMermaid = ({ groups, flows }: FlowMap): string =>
  ['flowchart LR', ...groups.flatMap(subgraph), ...flows.map(({ from, to }) => `  ${from} --> ${to}`)].join('\n');

/** Mermaid reads quotes as the end of a label and `#` as an entity. */
const label = (text: string): string => `"${text.replaceAll('#', '#35;').replaceAll('"', '#quot;')}"`;

const subgraph = ({ id, title, nodes }: FlowGroup): string[] => [
  `  subgraph ${id} [${label(title)}]`,
  ...nodes.map((node) => `    ${node.id}[${label(node.label)}]`),
  '  end',
];
