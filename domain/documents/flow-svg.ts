import type { Flow, FlowGroup, FlowMap } from './flows.ts';
import { escaped } from './html.ts';

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const node = { width: 190, height: 26, gap: 8 } as const;
const group = { padding: 14, title: 22, gap: 24 } as const;
const column = { width: node.width + 2 * group.padding, gap: 90 } as const;
const margin = 20;

/** Groups that stand below one another share a column. */
const columns: readonly (readonly string[])[] = [
  ['people'],
  ['door'],
  ['functions'],
  ['tables', 'buckets'],
  ['holders'],
  ['second', 'outside'],
];

/** The flows as a plain SVG: no script, no style sheet, no font of its own. */
export function flowSvg(map: FlowMap, says: string): string {
  const boxes = placed(map.groups);
  const width = margin * 2 + columns.length * column.width + (columns.length - 1) * column.gap;
  const height = margin + Math.max(...[...boxes.values()].map(({ y, height }) => y + height));
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${escaped(says)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#888"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...map.groups.map((each) => groupShape(each, boxes)),
    ...map.flows.map((flow) => arrow(flow, boxes)),
    ...map.groups.flatMap(({ nodes }) => nodes.map(({ id, label }) => nodeShape(label, boxOf(id, boxes)))),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

type Point = readonly [x: number, y: number];
type Boxes = ReadonlyMap<string, Box>;

function boxOf(id: string, boxes: Boxes): Box {
  const box = boxes.get(id);
  if (box) return box;
  throw new TypeError(
    `The diagram has no place for "${id}": add its group to the columns in domain/documents/flow-svg.ts.`,
  );
}

/** Where every group and node stands. */
function placed(groups: readonly FlowGroup[]): Boxes {
  const boxes = new Map<string, Box>();
  columns.forEach((ids, index) => {
    const x = margin + index * (column.width + column.gap);
    let y = margin;
    for (const { id, nodes } of groups.filter((each) => ids.includes(each.id))) {
      const inner = nodes.length * (node.height + node.gap) - node.gap;
      const box = { x, y, width: column.width, height: group.title + inner + 2 * group.padding };
      boxes.set(id, box);
      nodes.forEach((each, at) => {
        const top = y + group.padding + group.title + at * (node.height + node.gap);
        boxes.set(each.id, { x: x + group.padding, y: top, width: node.width, height: node.height });
      });
      y += box.height + group.gap;
    }
  });
  return boxes;
}

const shape = ({ x, y, width, height }: Box, fill: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${fill}" stroke="#999"/>`;

const write = (x: number, y: number, text: string, weight = 'normal'): string =>
  `<text x="${x}" y="${y}" font-weight="${weight}">${escaped(text)}</text>`;

function groupShape({ id, title }: FlowGroup, boxes: Boxes): string {
  const box = boxOf(id, boxes);
  return shape(box, '#f4f6f8') + write(box.x + group.padding, box.y + group.padding + 10, shortened(title), 'bold');
}

const nodeShape = (label: string, box: Box): string =>
  shape(box, '#fff') + write(box.x + 8, box.y + 17, shortened(label));

/** As much of a label as fits into a box. */
const shortened = (text: string): string => (text.length > 30 ? `${text.slice(0, 29)}…` : text);

function arrow({ from, to }: Flow, boxes: Boxes): string {
  const [start, end] = [boxOf(from, boxes), boxOf(to, boxes)];
  const [right, endRight] = [start.x + start.width, end.x + end.width];
  const [y1, y2] = [start.y + start.height / 2, end.y + end.height / 2];
  if (end.x >= right) return curve([right, y1], [end.x, y2], (end.x - right) / 2, (end.x - right) / 2);
  if (endRight <= start.x)
    return curve([start.x, y1], [endRight, y2], (endRight - start.x) / 2, (endRight - start.x) / 2);
  // In one column: out to the right and back.
  return curve([right, y1], [endRight, y2], column.gap / 2, -column.gap / 2);
}

const curve = ([x1, y1]: Point, [x2, y2]: Point, leaves: number, arrives: number): string =>
  `<path d="M${x1} ${y1}C${x1 + leaves} ${y1} ${x2 - arrives} ${y2} ${x2} ${y2}" fill="none" stroke="#888" stroke-opacity=".6" marker-end="url(#arrow)"/>`;
