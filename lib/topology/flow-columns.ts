import { type Card, drawCard, gap } from './card';
import type { Block, SceneEdge, Shape } from './scene';

/** A card that edges lead from or to. */
export interface FlowNode {
  readonly id: string;
  readonly card: Card;
}

export interface FlowEdge {
  /** Ids of nodes in two columns, the second one right of the first. */
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

interface Placed {
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const channel = 64;

/**
 * Columns of cards with smooth edges between neighbours. Each column is in the order in which the one before leads to it, so that few
 * edges cross; each edge has a port of its own on both sides.
 */
export function flowColumns(
  columns: readonly (readonly FlowNode[])[],
  edges: readonly FlowEdge[],
  x: number,
  y: number,
  width: number,
): Block {
  const cardWidth = (width - (columns.length - 1) * channel) / columns.length;
  const places = new Map<string, Placed>();
  const shapes: Shape[] = [];
  let height = 0;
  columns.forEach((nodes, column) => {
    const left = x + column * (cardWidth + channel);
    let top = y;
    for (const { id, card } of byNeighbours(nodes, edges, places)) {
      const block = drawCard(card, left, top, cardWidth, minHeight(id, edges));
      shapes.push(...block.shapes);
      places.set(id, { column, x: left, y: top, width: cardWidth, height: block.height });
      top += block.height + gap;
    }
    height = Math.max(height, top - gap - y);
  });
  return { shapes: [...shapes, ...ports(edges, places)], height };
}

/** Room for its ports, six pixels each. */
function minHeight(id: string, edges: readonly FlowEdge[]): number {
  const count = Math.max(
    edges.filter(({ from }) => from === id).length,
    edges.filter(({ to }) => to === id).length,
  );
  return 6 * (count + 1);
}

/** In the order of the middle of what leads to them; those that nothing leads to come last. */
function byNeighbours(
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
  places: ReadonlyMap<string, Placed>,
): readonly FlowNode[] {
  const middle = (id: string): number => {
    const from = edges.flatMap((edge) => (edge.to === id ? (places.get(edge.from) ?? []) : []));
    if (from.length === 0) return Number.POSITIVE_INFINITY;
    return from.reduce((sum, place) => sum + place.y + place.height / 2, 0) / from.length;
  };
  return nodes
    .map((node, index) => ({ node, index, at: middle(node.id) }))
    .sort((a, b) => (a.at === b.at ? a.index - b.index : a.at - b.at))
    .map(({ node }) => node);
}

function ports(edges: readonly FlowEdge[], places: ReadonlyMap<string, Placed>): readonly SceneEdge[] {
  const port = (edge: FlowEdge, side: 'from' | 'to') => {
    const own = places.get(edge[side])!;
    const far = side === 'from' ? 'to' : 'from';
    const together = edges
      .filter((other) => other[side] === edge[side])
      .sort((a, b) => places.get(a[far])!.y - places.get(b[far])!.y);
    const step = own.height / (together.length + 1);
    return { x: side === 'from' ? own.x + own.width : own.x, y: own.y + step * (together.indexOf(edge) + 1) };
  };
  return edges.map((edge) => ({
    type: 'edge',
    from: port(edge, 'from'),
    to: port(edge, 'to'),
    title: edge.title,
  }));
}
