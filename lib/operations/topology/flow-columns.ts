import { type Card, drawCard, gap } from './card';
import type { Block, SceneEdge, Shape } from './scene';

/** Card with edges. */
export interface FlowNode {
  readonly id: string;
  readonly card: Card;
}

export interface FlowEdge {
  /** Ids of nodes in two columns; `to` is in a column to the right of `from`. */
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
 * Columns of cards with smooth edges between neighbours. Each column is sorted by the positions of
 * its neighbours in the previous one, so that few edges cross. Cards are placed at the height of
 * their neighbours. Each edge has a port of its own at both ends.
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
  const ordered = columns.map((nodes, column) => {
    const row = byNeighbours(nodes, column, edges, places);
    stack(row, column, x + column * (cardWidth + channel), y, cardWidth, edges, places);
    return row;
  });
  const bottoms = ordered.map((nodes) => bottomOf(nodes, places, y));
  const height = Math.max(...bottoms) - y;
  const highest = bottoms.indexOf(Math.max(...bottoms));
  // Outwards from the highest column, which keeps its positions.
  for (let column = highest - 1; column >= 0; column -= 1)
    align(ordered[column]!, column + 1, edges, places, y, height);
  for (let column = highest + 1; column < ordered.length; column += 1)
    align(ordered[column]!, column - 1, edges, places, y, height);
  const shapes = ordered.flat().flatMap(({ id, card }): readonly Shape[] => {
    const place = places.get(id)!;
    return drawCard(card, place.x, place.y, place.width, place.height).shapes;
  });
  return { shapes: [...shapes, ...ports(edges, places)], height };
}

/** Stacks cards from the top. */
function stack(
  nodes: readonly FlowNode[],
  column: number,
  x: number,
  y: number,
  width: number,
  edges: readonly FlowEdge[],
  places: Map<string, Placed>,
): void {
  let top = y;
  for (const { id, card } of nodes) {
    const { height } = drawCard(card, x, top, width, minHeight(id, edges));
    places.set(id, { column, x, y: top, width, height });
    top += height + gap;
  }
}

function bottomOf(nodes: readonly FlowNode[], places: ReadonlyMap<string, Placed>, y: number): number {
  const last = nodes.at(-1);
  const place = last && places.get(last.id);
  return place === undefined ? y : place.y + place.height;
}

/**
 * Moves each card of a column to the middle of its neighbours in another column, without changing
 * the order.
 */
function align(
  nodes: readonly FlowNode[],
  toColumn: number,
  edges: readonly FlowEdge[],
  places: Map<string, Placed>,
  y: number,
  height: number,
): void {
  let top = y;
  for (const { id } of nodes) {
    const place = places.get(id)!;
    const at = middleOf(id, toColumn, edges, places);
    top = Math.max(top, at === undefined ? top : at - place.height / 2);
    places.set(id, { ...place, y: top });
    top += place.height + gap;
  }
  // Move cards that exceed the bottom back up.
  let bottom = y + height;
  for (const { id } of [...nodes].reverse()) {
    const place = places.get(id)!;
    const fitting = Math.min(place.y, bottom - place.height);
    places.set(id, { ...place, y: fitting });
    bottom = fitting - gap;
  }
}

/** Middle of the neighbours of a card in a column; undefined without neighbours. */
function middleOf(
  id: string,
  column: number,
  edges: readonly FlowEdge[],
  places: ReadonlyMap<string, Placed>,
): number | undefined {
  const neighbours = edges.flatMap(({ from, to }) => {
    const place = places.get(from === id ? to : to === id ? from : '');
    return place?.column === column ? [place.y + place.height / 2] : [];
  });
  if (neighbours.length === 0) return undefined;
  return neighbours.reduce((sum, each) => sum + each, 0) / neighbours.length;
}

/** Height for its ports, six pixels each. */
function minHeight(id: string, edges: readonly FlowEdge[]): number {
  const count = Math.max(
    edges.filter(({ from }) => from === id).length,
    edges.filter(({ to }) => to === id).length,
  );
  return 6 * (count + 1);
}

/**
 * Sorts nodes by the middle of their neighbours in the previous column; nodes without neighbours
 * come last.
 */
function byNeighbours(
  nodes: readonly FlowNode[],
  column: number,
  edges: readonly FlowEdge[],
  places: ReadonlyMap<string, Placed>,
): readonly FlowNode[] {
  return nodes
    .map((node, index) => ({
      node,
      index,
      at: middleOf(node.id, column - 1, edges, places) ?? Number.POSITIVE_INFINITY,
    }))
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
