import { type Card, cardGrid, gap, padding, paragraph, sizes, textAt } from './card';
import type { Block, Shape } from './scene';
import { cut } from './text-width';
import type { TopologyModel, TopologyWorkload } from './topology-model';
import { homeless, poolText, sizeText, workloadsOf } from './workload-text';

/** A box for each pool with the workloads that prefer it. */
export function poolPanel({ pools, workloads }: TopologyModel, x: number, y: number, width: number): Block {
  const shapes: Shape[] = [];
  let top = y;
  const add = (group: PoolGroup) => {
    const block = drawGroup(group, x, top, width);
    shapes.push(...block.shapes);
    top += block.height + gap;
  };
  for (const pool of pools) {
    const { first, later } = workloadsOf(pool, workloads);
    const isEmpty = first.length + later.length === 0;
    add({
      title: pool.name,
      text: poolText(pool),
      workloads: first,
      note:
        later.length > 0
          ? `Also here, when the pools before are full: ${later.map(({ name }) => name).join(', ')}`
          : isEmpty
            ? pool.role === 'system'
              ? "AKS's own components"
              : 'No workload of this platform'
            : undefined,
    });
  }
  const others = homeless(workloads);
  if (others.length > 0)
    add({
      title: 'Pool not known',
      text: 'whatever the scheduler finds',
      workloads: others,
      note: undefined,
    });
  return { shapes, height: Math.max(0, top - gap - y) };
}

interface PoolGroup {
  readonly title: string;
  readonly text: string;
  readonly workloads: readonly TopologyWorkload[];
  readonly note: string | undefined;
}

function drawGroup({ title, text, workloads, note }: PoolGroup, x: number, y: number, width: number): Block {
  const left = x + padding;
  const room = width - 2 * padding;
  const titleFont = { size: sizes.title, bold: true };
  const head = textAt(left, y + padding + 13, cut(title, room, titleFont), titleFont, title);
  const beside = { size: sizes.small, muted: true };
  const restLeft = left + head.width + 12;
  const rest = cut(text, x + width - padding - restLeft, beside);
  const shapes: Shape[] = [head, textAt(restLeft, y + padding + 13, rest, beside, text)];
  let bottom = y + padding + 22;
  if (workloads.length > 0) {
    const grid = cardGrid(workloads.map(workloadCard), left, bottom, room, 3);
    shapes.push(...grid.shapes);
    bottom += grid.height + padding;
  }
  if (note !== undefined) {
    const said = paragraph(note, left, bottom, room, { muted: true });
    shapes.push(...said.shapes);
    bottom += said.height + padding / 2;
  }
  const height = bottom - y;
  return {
    shapes: [{ type: 'box', level: 'group', style: 'group', x, y, width, height }, ...shapes],
    height,
  };
}

function workloadCard(workload: TopologyWorkload): Card {
  const { name, role, kind, detail, pools, triggers, identity } = workload;
  return {
    style: role,
    title: name,
    lines: [
      { text: detail === undefined ? kind : `${kind}: ${detail}`, muted: true },
      { text: sizeText(workload) },
      ...triggers.map(({ text }) => ({ text: `scaled by ${text}`, maxLines: 3 })),
      ...(pools.length > 1 ? [{ text: `then in ${pools.slice(1).join(', ')}` }] : []),
      ...(identity === undefined ? [] : [{ text: `acts as ${identity}`, muted: true }]),
    ],
  };
}
