import { sourceText } from '../inventory/source-text';
import { cardGrid } from './card';
import { cardGroups } from './card-groups';
import type { Block } from './scene';
import type { TopologyModel } from './topology-model';
import { unique } from './traffic-panel';

/** Identities with their users, their roles and the targets of the roles. */
export function identityPanel({ identities }: TopologyModel, x: number, y: number, width: number): Block {
  const cards = identities.map(({ name, users, roles }) => ({
    style: 'identity' as const,
    title: name,
    lines: [
      {
        text: users.length === 0 ? 'no user' : `used by ${users.join(', ')}`,
        muted: true,
        maxLines: 4,
      },
      ...(roles.length === 0
        ? [{ text: 'no role' }]
        : roles.map(({ role, on }) => ({ text: `${role} on ${on}` }))),
    ],
  }));
  return cardGrid(cards, x, y, width, 3);
}

/** Applications by namespace. */
export function applicationPanel(
  { applications, repository }: TopologyModel,
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
          ...sources.map((source) => ({ text: sourceText(source, repository) })),
          { text: `${isRoot ? 'applies the others, ' : ''}sync wave ${syncWave}`, muted: true },
        ],
      })),
  }));
  return cardGroups(groups, x, y, width);
}
