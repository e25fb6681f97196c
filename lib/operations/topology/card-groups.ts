import { type Card, cardGrid, gap, padding, paragraph, sizes, textAt } from './card';
import type { Block, Shape } from './scene';
import { wrap } from './text-width';

/** Box with a title and cards. */
export interface CardGroup {
  readonly title: string;
  readonly text?: string;
  readonly cards: readonly Card[];
  readonly note?: string;
}

const columns = 3;

/** Groups in rows of three cards, in order. Groups with few cards share a row. */
export function cardGroups(groups: readonly CardGroup[], x: number, y: number, width: number): Block {
  const unit = (width - (columns - 1) * gap) / columns;
  const shapes: Shape[] = [];
  let top = y;
  for (const row of rowsOf(groups)) {
    let column = 0;
    const placed = row.map(({ group, span }) => {
      const left = x + column * (unit + gap);
      column += span;
      return { group, span, left, width: span * unit + (span - 1) * gap };
    });
    const height = Math.max(
      ...placed.map(({ group, span, width }) => drawGroup(group, span, 0, 0, width).height),
    );
    for (const { group, span, left, width } of placed)
      shapes.push(...drawGroup(group, span, left, top, width, height).shapes);
    top += height + gap;
  }
  return { shapes, height: Math.max(0, top - gap - y) };
}

interface Spanned {
  readonly group: CardGroup;
  readonly span: number;
}

/** As many groups per row as fit. The last group of a row fills it. */
function rowsOf(groups: readonly CardGroup[]): readonly (readonly Spanned[])[] {
  const rows: Spanned[][] = [];
  let left = 0;
  for (const group of groups) {
    const span = Math.min(columns, Math.max(1, group.cards.length));
    if (span > left) {
      rows.push([]);
      left = columns;
    }
    rows.at(-1)!.push({ group, span });
    left -= span;
  }
  return rows.map((row) => {
    const used = row.reduce((sum, { span }) => sum + span, 0);
    const last = row.at(-1)!;
    return [...row.slice(0, -1), { ...last, span: last.span + columns - used }];
  });
}

function drawGroup(
  { title, text, cards, note }: CardGroup,
  span: number,
  x: number,
  y: number,
  width: number,
  minHeight = 0,
): Block {
  const left = x + padding;
  const room = width - 2 * padding;
  const font = { size: sizes.title, bold: true };
  const shapes: Shape[] = [];
  let bottom = y + padding - 3;
  for (const line of wrap(title, room, font, 2)) {
    bottom += sizes.lineHeight;
    shapes.push(textAt(left, bottom, line, font, title));
  }
  bottom += 4;
  if (text !== undefined) {
    const block = paragraph(text, left, bottom, room, { muted: true });
    shapes.push(...block.shapes);
    bottom += block.height + 6;
  }
  if (cards.length > 0) {
    const grid = cardGrid(cards, left, bottom + 2, room, span);
    shapes.push(...grid.shapes);
    bottom += 2 + grid.height + padding;
  }
  if (note !== undefined) {
    const block = paragraph(note, left, bottom, room, { muted: true, maxLines: 20 });
    shapes.push(...block.shapes);
    bottom += block.height + padding / 2;
  }
  const height = Math.max(bottom - y, minHeight);
  return {
    shapes: [{ type: 'box', level: 'group', style: 'group', x, y, width, height }, ...shapes],
    height,
  };
}
