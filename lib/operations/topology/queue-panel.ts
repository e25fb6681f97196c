import { type FlowEdge, type FlowNode, flowColumns } from './flow-columns';
import type { Block } from './scene';
import type { TopologyModel } from './topology-model';
import { unique } from './traffic-panel';
import { sizeText } from './workload-text';

/** Senders, queues and subscriptions, and receivers. */
export function queuePanel(model: TopologyModel, x: number, y: number, width: number): Block {
  const { queues, workloads } = model;
  const workload = (name: string) => workloads.find((each) => each.name === name)!;
  const senders = unique(queues.flatMap((queue) => queue.senders));
  const readers = unique(queues.flatMap((queue) => queue.readers.map((reader) => reader.workload)));
  const columns: readonly (readonly FlowNode[])[] = [
    senders.map((name) => ({
      id: `sender/${name}`,
      card: {
        style: workload(name).role,
        title: name,
        lines: [{ text: 'may send', muted: true }],
      },
    })),
    queues.map(({ name, kind }) => ({
      id: `queue/${name}`,
      card: { style: 'queue', title: name, lines: [{ text: kind, muted: true }] },
    })),
    readers.map((name) => ({
      id: `reader/${name}`,
      card: {
        style: workload(name).role,
        title: name,
        lines: [
          { text: workload(name).kind, muted: true },
          { text: sizeText(workload(name)) },
          ...queues.flatMap((queue) =>
            queue.readers
              .filter((reader) => reader.workload === name)
              .map(({ scaledBy }) => ({
                text:
                  scaledBy === undefined
                    ? `may receive ${queue.name}`
                    : `scaled by ${queue.name}, ${scaledBy}`,
                maxLines: 3,
              })),
          ),
        ],
      },
    })),
  ];
  const edges: readonly FlowEdge[] = queues.flatMap((queue) => [
    ...queue.senders.map((name) => ({
      from: `sender/${name}`,
      to: `queue/${queue.name}`,
      title: `${name} may send to ${queue.name}`,
    })),
    ...queue.readers.map(({ workload: name }) => ({
      from: `queue/${queue.name}`,
      to: `reader/${name}`,
      title: `${name} receives from ${queue.name}`,
    })),
  ]);
  return flowColumns(columns, edges, x, y, width);
}
