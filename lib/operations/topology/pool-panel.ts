import type { Card } from './card';
import { type CardGroup, cardGroups } from './card-groups';
import type { Block } from './scene';
import type { TopologyModel, TopologyPool, TopologyWorkload } from './topology-model';
import { emptyText, poolText, sizeText, triggerText, withoutPool, workloadsOf } from './workload-text';

/** One box per pool with the workloads that prefer it. */
export function poolPanel({ pools, workloads }: TopologyModel, x: number, y: number, width: number): Block {
  const others = withoutPool(workloads);
  const groups: readonly CardGroup[] = [
    ...pools.map((pool) => poolGroup(pool, workloads)),
    ...(others.length === 0
      ? []
      : [
          {
            title: 'Unknown pool',
            text: 'the scheduler chooses the node',
            cards: others.map(workloadCard),
          },
        ]),
  ];
  return cardGroups(groups, x, y, width);
}

function poolGroup(pool: TopologyPool, workloads: readonly TopologyWorkload[]): CardGroup {
  const { first, later } = workloadsOf(pool, workloads);
  const group = { title: pool.name, text: poolText(pool), cards: first.map(workloadCard) };
  if (later.length > 0) {
    const names = later.map(({ name }) => name).join(', ');
    return { ...group, note: `If their preferred pools are full: ${names}` };
  }
  if (first.length > 0) return group;
  return { ...group, note: emptyText(pool) };
}

function workloadCard(workload: TopologyWorkload): Card {
  const { name, role, kind, detail, pools, triggers, identity } = workload;
  return {
    style: role,
    title: name,
    lines: [
      { text: detail === undefined ? kind : `${kind}: ${detail}`, muted: true },
      { text: sizeText(workload) },
      ...triggers.map((trigger) => ({ text: triggerText(trigger), maxLines: 3 })),
      ...(pools.length > 1 ? [{ text: `fallback: ${pools.slice(1).join(', ')}` }] : []),
      ...(identity === undefined ? [] : [{ text: `identity ${identity}`, muted: true }]),
    ],
  };
}
