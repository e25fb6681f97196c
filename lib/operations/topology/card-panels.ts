import { cardGrid } from './card';
import { cardGroups } from './card-groups';
import type { Block } from './scene';
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
  return cardGrid(cards, x, y, width, 3);
}

/** The Applications by the namespace that they apply to. */
export function applicationPanel(
  { applications }: TopologyModel,
  x: number,
  y: number,
  width: number,
): Block {
  const groups = unique(applications.map(({ namespace }) => namespace)).map((namespace) => ({
    title: `namespace ${namespace}`,
    cards: applications
      .filter((each) => each.namespace === namespace)
      .map(({ name, sources, syncWave, isRoot }) => ({
        style: 'sync' as const,
        title: name,
        lines: [
          ...sources.map((source) => ({ text: source })),
          { text: `${isRoot ? 'applies the others, ' : ''}wave ${syncWave}`, muted: true },
        ],
      })),
  }));
  return cardGroups(groups, x, y, width);
}
