import type { WorkloadRole } from '../../platform/workloads/workload-facets';
import { chunks, type FlowchartPart, label, type NodeClass, node, subgraph } from './mermaid-flowchart';
import { NodeIds } from './node-ids';
import type { TopologyModel, TopologyWorkload } from './topology-model';
import { emptyText, poolText, sizeText, withoutPool, workloadsOf } from './workload-text';

export const classOf: Record<WorkloadRole, NodeClass> = {
  'model server': 'server',
  gateway: 'gateway',
  application: 'application',
  worker: 'worker',
  other: 'other',
};

/** One subgraph per pool, one node per workload. */
export function poolParts({ pools, workloads }: TopologyModel): readonly FlowchartPart[] {
  const poolIds = new NodeIds('pool');
  const workloadIds = new NodeIds('w');
  const nodeOf = (workload: TopologyWorkload) => {
    const { name, role, kind, detail, pools: own } = workload;
    const id = workloadIds.of(name);
    return {
      id,
      ...node(
        id,
        classOf[role],
        name,
        detail === undefined ? kind : `${kind}: ${detail}`,
        sizeText(workload),
        ...(own.length > 1 ? [`fallback: ${own.slice(1).join(', ')}`] : []),
      ),
    };
  };
  const boxes = [
    ...pools.map((pool) => {
      const { first, later } = workloadsOf(pool, workloads);
      return { name: pool.name, text: poolText(pool), first, later, empty: emptyText(pool) };
    }),
    { name: 'Unknown pool', text: '', first: withoutPool(workloads), later: [], empty: undefined },
  ];
  return boxes.flatMap(({ name, text, first, later, empty }) => {
    const guests = chunks(later, 12).map((some, index) => {
      const id = `${poolIds.of(name)}guests${index + 1}`;
      return {
        id,
        ...node(id, 'other', 'if their preferred pools are full:', ...some.map((each) => each.name)),
      };
    });
    const nodes = [...first.map(nodeOf), ...guests];
    if (nodes.length === 0 && empty !== undefined) {
      const id = `${poolIds.of(name)}empty`;
      nodes.push({ id, ...node(id, 'other', empty) });
    }
    const pieces = chunks(nodes, 24);
    return pieces.map((piece, index) =>
      subgraph(
        `${poolIds.of(name)}part${index + 1}`,
        label(
          pieces.length === 1 ? name : `${name} (${index + 1} of ${pieces.length})`,
          ...(text === '' ? [] : [text]),
        ),
        piece,
      ),
    );
  });
}
