import type { Block, SceneText, Shape, Style } from './scene';
import { type Font, widthOf, wrap } from './text-width';

/** Box with a title and lines of text. */
export interface Card {
  readonly style: Style;
  readonly title: string;
  readonly lines: readonly CardLine[];
}

export interface CardLine {
  readonly text: string;
  readonly muted?: boolean;
  /** @default 2 */
  readonly maxLines?: number;
}

export const sizes = { title: 14, small: 12, heading: 17, lineHeight: 17 } as const;
export const padding = 10;
/** Width of the coloured edge at the left of a card, pixels. */
export const stripe = 6;

export function textAt(
  x: number,
  y: number,
  text: string,
  font: Font & { readonly muted?: boolean },
  full?: string,
): SceneText {
  return {
    type: 'text',
    x,
    y,
    size: font.size,
    bold: font.bold ?? false,
    muted: font.muted ?? false,
    text,
    width: widthOf(text, font),
    full: full === undefined || full === text ? undefined : full,
  };
}

/** Card at a position, as high as its text or `height`, whichever is larger. */
export function drawCard(card: Card, x: number, y: number, width: number, height?: number): Block {
  const left = x + stripe + padding;
  const room = width - stripe - 2 * padding;
  const titleFont = { size: sizes.title, bold: true };
  const texts: Shape[] = [];
  let base = y + padding - 5;
  for (const line of wrap(card.title, room, titleFont, 2)) {
    base += sizes.lineHeight;
    texts.push(textAt(left, base, line, titleFont, card.title));
  }
  for (const { text, muted = false, maxLines = 2 } of card.lines) {
    const font = { size: sizes.small, muted };
    for (const line of wrap(text, room, font, maxLines)) {
      base += sizes.lineHeight;
      texts.push(textAt(left, base, line, font, text));
    }
  }
  const needed = base - y + padding;
  const boxHeight = Math.max(needed, height ?? 0);
  return {
    shapes: [{ type: 'box', level: 'card', style: card.style, x, y, width, height: boxHeight }, ...texts],
    height: boxHeight,
  };
}

export const gap = 12;

/** Cards in rows of `columns`, each row as high as its highest card. */
export function cardGrid(
  cards: readonly Card[],
  x: number,
  y: number,
  width: number,
  columns: number,
): Block {
  const cardWidth = (width - (columns - 1) * gap) / columns;
  const shapes: Shape[] = [];
  let top = y;
  for (let first = 0; first < cards.length; first += columns) {
    const row = cards.slice(first, first + columns);
    const height = Math.max(...row.map((card) => drawCard(card, 0, 0, cardWidth).height));
    row.forEach((card, column) => {
      shapes.push(...drawCard(card, x + column * (cardWidth + gap), top, cardWidth, height).shapes);
    });
    top += height + gap;
  }
  return { shapes, height: cards.length === 0 ? 0 : top - gap - y };
}

/** Wrapped text over the whole width. */
export function paragraph(
  text: string,
  x: number,
  y: number,
  width: number,
  style: { readonly muted?: boolean; readonly maxLines?: number } = {},
): Block {
  const font = { size: sizes.small, muted: style.muted ?? false };
  const lines = wrap(text, width, font, style.maxLines ?? 6);
  return {
    shapes: lines.map((line, index) => textAt(x, y + 12 + index * sizes.lineHeight, line, font, text)),
    height: lines.length * sizes.lineHeight,
  };
}
