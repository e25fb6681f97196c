import type { Card, CardLine } from './card';
import { type FlowEdge, type FlowNode, flowColumns } from './flow-columns';
import type { Block } from './scene';
import type { TopologyModel } from './topology-model';

/** Hosts, their workloads, and the servers behind the model gateway. */
export function trafficPanel(model: TopologyModel, x: number, y: number, width: number): Block {
  const { routes, modelRoutes } = model;
  const hosts = unique(routes.map(({ host }) => host));
  const gateways = unique(modelRoutes.map(({ gateway }) => gateway));
  const entries = unique([...routes.map(({ to }) => to), ...gateways]);
  const columns: readonly (readonly FlowNode[])[] = [
    hosts.map((host) => ({ id: `host/${host}`, card: hostCard(model, host) })),
    entries.map((name) => ({ id: `entry/${name}`, card: workloadCard(model, name) })),
    unique(modelRoutes.map(({ to }) => to)).map((to) => ({
      id: `server/${to}`,
      card: serverCard(model, to),
    })),
  ];
  const edges: readonly FlowEdge[] = [
    ...hosts.flatMap((host) =>
      unique(routes.filter((route) => route.host === host).map(({ to }) => to)).map((to) => ({
        from: `host/${host}`,
        to: `entry/${to}`,
        title: `${host} to ${to}`,
      })),
    ),
    ...modelRoutes.map(({ gateway, to, models }) => ({
      from: `entry/${gateway}`,
      to: `server/${to}`,
      title: `${gateway} to ${to}: ${models.join(', ')}`,
    })),
  ];
  return flowColumns(columns, edges, x, y, width);
}

function hostCard({ routes, ingress }: TopologyModel, host: string): Card {
  const own = routes.filter((route) => route.host === host);
  return {
    style: 'host',
    title: host,
    lines: [
      ...(ingress === undefined ? [] : [{ text: ingress.title, muted: true }, { text: ingress.name }]),
      ...own.map(({ path, to }) => ({ text: `${path} → ${to}`, muted: true })),
    ],
  };
}

function workloadCard(model: TopologyModel, name: string): Card {
  const workload = model.workloads.find((each) => each.name === name);
  return {
    style: workload?.role ?? 'other',
    title: name,
    lines: [{ text: workload?.kind ?? 'Service', muted: true }, ...callers(model, name)],
  };
}

function serverCard(model: TopologyModel, to: string): Card {
  const route = model.modelRoutes.filter((each) => each.to === to);
  const workload = model.workloads.find((each) => each.name === to);
  const models = unique(route.flatMap((each) => each.models));
  return {
    style: workload?.role ?? 'other',
    title: to,
    lines: [
      { text: workload?.kind ?? 'outside the cluster', muted: true },
      { text: `serves ${models.join(', ')}`, maxLines: 4 },
      ...callers(model, to),
    ],
  };
}

/** Callers in the cluster, as text: edges would cross everything. */
function callers({ calls }: TopologyModel, name: string): readonly CardLine[] {
  const own = unique(calls.filter(({ to }) => to === name).map(({ from }) => from));
  return own.length === 0 ? [] : [{ text: `called by ${own.join(', ')}`, maxLines: 60 }];
}

export function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
