import { sourceText } from '../inventory/source-text';
import { chunks, type FlowchartPart, label, node, subgraph } from './mermaid-flowchart';
import { NodeIds } from './node-ids';
import type { TopologyModel } from './topology-model';
import { unique } from './traffic-panel';

/**
 * One subgraph per role target, one node per role with its identities. Without edges, because there
 * can be many.
 */
export function identityParts({ identities }: TopologyModel): readonly FlowchartPart[] {
  const ids = new NodeIds('role');
  const all = identities.flatMap(({ name, roles }) => roles.map((grant) => ({ name, ...grant })));
  const targets = unique(all.map(({ on }) => on)).map((on) => ({
    on,
    grants: all.filter((each) => each.on === on),
  }));
  const idle = identities.filter(({ roles }) => roles.length === 0);
  const boxes = [
    ...targets,
    ...(idle.length === 0
      ? []
      : [{ on: 'no target', grants: idle.map(({ name }) => ({ name, role: 'no role', on: 'no target' })) }]),
  ];
  return boxes.flatMap(({ on, grants }, at) => {
    const nodes = unique(grants.map(({ role }) => role)).flatMap((role) => {
      const holders = unique(grants.filter((grant) => grant.role === role).map(({ name }) => name));
      return chunks(holders, holdersTogether).map((some, index) => {
        const id = ids.of(`${on} ${role} ${index}`);
        return { id, ...node(id, 'identity', `${role}:`, ...some) };
      });
    });
    const pieces = chunks(nodes, 24);
    return pieces.map((piece, index) =>
      subgraph(
        `target${at + 1}part${index + 1}`,
        label(pieces.length === 1 ? on : `${on} (${index + 1} of ${pieces.length})`),
        piece,
      ),
    );
  });
}

/** Maximum of names in one node. */
const holdersTogether = 12;

/** One subgraph per namespace, one node per Application. */
export function applicationParts({ applications, repository }: TopologyModel): readonly FlowchartPart[] {
  const ids = new NodeIds('app');
  return unique(applications.map(({ namespace }) => namespace)).flatMap((namespace, at) => {
    const own = applications.filter((each) => each.namespace === namespace);
    const pieces = chunks(own, 24);
    return pieces.map((piece, index) =>
      subgraph(
        `namespace${at + 1}part${index + 1}`,
        label(
          pieces.length === 1
            ? `namespace ${namespace}`
            : `namespace ${namespace} (${index + 1} of ${pieces.length})`,
        ),
        piece.map(({ name, sources, syncWave, isRoot }) => {
          const id = ids.of(name);
          const wave = `${isRoot ? 'applies the others, ' : ''}sync wave ${syncWave}`;
          const texts = sources.slice(0, 4).map((source) => sourceText(source, repository));
          return { id, ...node(id, 'sync', name, ...texts, wave) };
        }),
      ),
    );
  });
}
