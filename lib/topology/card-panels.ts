import { cardGrid, gap, padding, sizes, textAt } from './card';
import type { Block, Shape } from './scene';
import { cut } from './text-width';
import type { TopologyModel } from './topology-model';
import { unique } from './traffic-panel';

/** Identities with who acts as them, and every role with what it is on. */
export function identityPanel({ identities }: TopologyModel, x: number, y: number, width: number): Block {
  const cards = identities.map(({ name, users, grants }) => ({
    style: 'identity' as const,
    title: name,
    lines: [
      {
        text: users.length === 0 ? 'nobody acts as it' : `for ${users.join(', ')}`,
        muted: true,
        maxLines: 4,
      },
      ...(grants.length === 0
        ? [{ text: 'holds no role' }]
        : grants.map(({ role, on }) => ({ text: `${role} on ${on}` }))),
    ],
  }));
  return cardGrid(cards, x, y, width, 2);
}

/** The Applications by the namespace that they apply to. */
export function applicationPanel(
  { applications }: TopologyModel,
  x: number,
  y: number,
  width: number,
): Block {
  const shapes: Shape[] = [];
  let top = y;
  for (const namespace of unique(applications.map((each) => each.namespace))) {
    const own = applications.filter((each) => each.namespace === namespace);
    const room = width - 2 * padding;
    const font = { size: sizes.title, bold: true };
    const text = `namespace ${namespace}`;
    const grid = cardGrid(
      own.map(({ name, sources, syncWave, isRoot }) => ({
        style: 'sync' as const,
        title: name,
        lines: [
          ...sources.map((source) => ({ text: source })),
          { text: `${isRoot ? 'applies the others, ' : ''}wave ${syncWave}`, muted: true },
        ],
      })),
      x + padding,
      top + padding + 22,
      room,
      3,
    );
    const height = padding + 22 + grid.height + padding;
    shapes.push(
      { type: 'box', level: 'group', style: 'group', x, y: top, width, height },
      textAt(x + padding, top + padding + 13, cut(text, room, font), font, text),
      ...grid.shapes,
    );
    top += height + gap;
  }
  return { shapes, height: Math.max(0, top - gap - y) };
}
