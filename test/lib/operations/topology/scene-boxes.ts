import type { Scene, SceneBox, SceneText } from '../../../../lib/operations/topology/scene';

export interface Box {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Ascent and descent of the tallest font (DejaVu Sans), relative to its size. */
const ascent = 0.93;
const descent = 0.24;

export function boxOfText({ text, x, y, width, size }: SceneText): Box {
  return { name: `"${text}"`, left: x, top: y - ascent * size, right: x + width, bottom: y + descent * size };
}

export function boxOf({ level, style, x, y, width, height }: SceneBox): Box {
  return { name: `${level} ${style} at ${x},${y}`, left: x, top: y, right: x + width, bottom: y + height };
}

/** Tolerance for rounding, in pixels. */
const slack = 0.1;

export function intersect(a: Box, b: Box): boolean {
  return (
    a.left < b.right - slack &&
    b.left < a.right - slack &&
    a.top < b.bottom - slack &&
    b.top < a.bottom - slack
  );
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack
  );
}

/** Descriptions of all unintended overlaps. */
export function overlaps(scene: Scene): readonly string[] {
  const texts = scene.shapes.filter((shape) => shape.type === 'text').map(boxOfText);
  const shapes = scene.shapes.filter((shape) => shape.type === 'box');
  const boxes = shapes.map(boxOf);
  const cards = shapes.filter(({ level }) => level === 'card').map(boxOf);
  const edges = scene.shapes
    .filter((shape) => shape.type === 'edge')
    .map(({ from, to, title }) => ({
      name: `edge ${title}`,
      left: from.x,
      right: to.x,
      top: Math.min(from.y, to.y),
      bottom: Math.max(from.y, to.y) + 1,
    }));
  const found: string[] = [];
  texts.forEach((text, index) => {
    for (const other of texts.slice(index + 1))
      if (intersect(text, other)) found.push(`${text.name} on ${other.name}`);
    for (const box of boxes)
      if (intersect(text, box) && !contains(box, text)) found.push(`${text.name} leaves ${box.name}`);
  });
  boxes.forEach((box, index) => {
    for (const other of boxes.slice(index + 1))
      if (intersect(box, other) && !contains(box, other) && !contains(other, box))
        found.push(`${box.name} and ${other.name}`);
  });
  cards.forEach((card, index) => {
    for (const other of cards.slice(index + 1))
      if (intersect(card, other)) found.push(`${card.name} and ${other.name}`);
    for (const edge of edges) if (intersect(edge, card)) found.push(`${edge.name} crosses ${card.name}`);
  });
  return found;
}
