import {
  chunks,
  cylinder,
  type FlowchartNode,
  type FlowchartPart,
  label,
  node,
  rounded,
} from './mermaid-flowchart';
import { NodeIds } from './node-ids';
import { classOf } from './pool-diagram';
import type { TopologyModel } from './topology-model';
import { unique } from './traffic-panel';
import { sizeText } from './workload-text';

/** Maximum of links of one source in one diagram. */
const linksTogether = 24;

/**
 * Ingress with its hosts and workloads, model gateway with its servers, and callers in the cluster.
 */
export function trafficParts(model: TopologyModel): readonly FlowchartPart[] {
  const hostIds = new NodeIds('host');
  const nodeOf = workloadNodes(model, ({ kind }) => [kind]);
  const { ingress } = model;
  const entry = new Map(
    ingress === undefined ? [] : [['ingress', node('ingress', 'host', ingress.name, ingress.title)]],
  );
  const hosts = unique(model.routes.map(({ host }) => host)).flatMap((host) =>
    chunks(
      model.routes.filter((route) => route.host === host),
      linksTogether,
    ).map((routes) => {
      const id = hostIds.of(host);
      return {
        nodes: new Map([...entry, [id, node(id, 'host', host)], ...routes.map(({ to }) => nodeOf(to))]),
        links: [
          ...[...entry.keys()].map((from) => `  ${from} --> ${id}`),
          ...routes.map(({ path, to }) => `  ${id} -- ${label(path)} --> ${nodeOf(to)[0]}`),
        ],
      };
    }),
  );
  const callers = unique(model.calls.map(({ to }) => to)).flatMap((to) => {
    const own = unique(model.calls.filter((call) => call.to === to).map(({ from }) => from));
    return chunks(own, 12).map((names, index): FlowchartPart => {
      const [target] = nodeOf(to);
      const id = `${target}callers${index + 1}`;
      return {
        nodes: new Map([[id, node(id, 'application', 'in the cluster:', ...names)], nodeOf(to)]),
        links: [`  ${id} --> ${target}`],
      };
    });
  });
  const models = chunks(model.modelRoutes, linksTogether).map((routes) => ({
    nodes: new Map(routes.flatMap(({ gateway, to }) => [nodeOf(gateway), nodeOf(to)])),
    links: routes.map(
      ({ gateway, to, models }) =>
        `  ${nodeOf(gateway)[0]} -- ${label(...shortened(models))} --> ${nodeOf(to)[0]}`,
    ),
  }));
  return [...hosts, ...callers, ...models];
}

/** Names on a link: the first ones and the number of the others. */
function shortened(names: readonly string[]): readonly string[] {
  return names.length <= 4 ? names : [...names.slice(0, 3), `and ${names.length - 3} more`];
}

/** Senders, queues and receivers, then every other trigger with the workload that it scales. */
export function queueParts(model: TopologyModel): readonly FlowchartPart[] {
  const queueIds = new NodeIds('queue');
  const nodeOf = workloadNodes(model, (workload) => [workload.kind, sizeText(workload)]);
  const senderOf = workloadNodes(model, ({ kind }) => [kind], 'sender');
  const queues = model.queues.map(({ name, kind, senders, readers }): FlowchartPart => {
    const id = queueIds.of(name);
    return {
      nodes: new Map([
        ...senders.map(senderOf),
        [id, cylinder(id, 'queue', name, kind)],
        ...readers.map(({ workload }) => nodeOf(workload)),
      ]),
      links: [
        ...senders.map((sender) => `  ${senderOf(sender)[0]} -- ${label('may send')} --> ${id}`),
        ...readers.map(({ workload, scaledBy }) => {
          const how = scaledBy === undefined ? 'may receive' : `scales by ${scaledBy}`;
          return `  ${id} -- ${label(how)} --> ${nodeOf(workload)[0]}`;
        }),
      ],
    };
  });
  return [...queues, ...otherTriggers(model, nodeOf)];
}

function otherTriggers(model: TopologyModel, nodeOf: NodeOf): readonly FlowchartPart[] {
  const ids = new NodeIds('trigger');
  const all = model.workloads.flatMap(({ name, triggers }) =>
    triggers.filter(({ isQueue }) => !isQueue).map((trigger) => ({ name, ...trigger })),
  );
  return all.map(({ name, type, text }) => {
    const id = ids.of(`${type} ${text}`);
    return {
      nodes: new Map([[id, rounded(id, 'other', type, text)], nodeOf(name)]),
      links: [`  ${id} --> ${nodeOf(name)[0]}`],
    };
  });
}

type NodeOf = (name: string) => readonly [id: string, node: FlowchartNode];

/** Node of a workload. A name without a workload is outside the cluster. */
function workloadNodes(
  { workloads }: TopologyModel,
  lines: (workload: TopologyModel['workloads'][number]) => readonly string[],
  prefix = 'w',
): NodeOf {
  const ids = new NodeIds(prefix);
  const byName = new Map(workloads.map((workload) => [workload.name, workload]));
  return (name) => {
    const id = ids.of(name);
    const workload = byName.get(name);
    return workload === undefined
      ? [id, node(id, 'other', name, 'outside the cluster')]
      : [id, node(id, classOf[workload.role], name, ...lines(workload))];
  };
}
