import type { CompleteHelmChart } from '../../definition/chart-definition';
import type { ChartSource } from '../../engine/charts/application-source';
import { requireExternalSource } from '../../engine/charts/application-source';
import { chartPlacementValues, mergeChartValues } from '../../engine/charts/chart-placement';
import type { ChartValues } from '../../engine/charts/chart-values';
import type { KnownApplication } from '../../engine/charts/known-application';
import { placementOnFirstOf } from '../../engine/scheduling/placement';
import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule } from '../../problems/value-rules';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { WorkloadContext } from './workload-context';
import { never, none, type WorkloadKindOf } from './workload-kind';
import { resolveWorkloadPools } from './workload-pools';

function resolveHelmChart(definition: CompleteHelmChart, context: WorkloadContext, problems: ProblemList) {
  const { name, repository, version, skipCrds } = definition;
  const namespace = definition.namespace ?? name;
  requireRule(problems, 'namespace', kubernetesNameProblem('label', namespace), 'Choose another name.');
  if (namespace === context.namespace || namespace.startsWith('kube-')) {
    problems.add(
      'namespace',
      `a chart must not share the namespace "${namespace}", because it may create any object in its namespace`,
      'Use a namespace of its own.',
    );
  }
  const { syncWave } = definition;
  requireInteger(problems, 'syncWave', syncWave, { min: -100, max: 100, noun: 'sync wave' });
  const nodePools =
    definition.nodePool === undefined
      ? []
      : resolveWorkloadPools(definition.nodePool, ['cpu', 'gpu'], context, problems);
  const values = definition.values as ChartValues;
  const source: ChartSource = {
    repository,
    chart: definition.chart,
    version,
    releaseName: name,
    values: mergeChartValues(placementValues(definition, nodePools, context, problems), values),
    ...(skipCrds === undefined ? {} : { skipCrds }),
  };
  requireExternalSource(problems, source);
  const chart: KnownApplication = {
    name,
    namespace,
    podSecurity: definition.podSecurity,
    source,
    clusterKinds: definition.clusterKinds,
    namespaced: true,
    syncWave,
    onDelete: 'cascade',
  };
  return { kind: 'helm-chart' as const, name, namespace, nodePools, identity: undefined, secrets: [], chart };
}

export type ResolvedHelmChart = Readonly<ReturnType<typeof resolveHelmChart>>;

/** A Helm chart of the user's choice. */
export const helmChart: WorkloadKindOf<CompleteHelmChart, ResolvedHelmChart> = {
  title: 'Helm chart',
  role: 'other',
  key: 'helmCharts',
  definitions: ({ helmCharts }) => helmCharts,
  account: ({ name, namespace }) => ({ name, namespace }),
  nodePool: ({ nodePool }) => nodePool,
  grants: none,
  scalerGrants: none,
  warnings: none,
  resolve: resolveHelmChart,
  delivery: 'chart',
  charts: ({ chart }) => [chart],
  scaler: never,
  replicas: never,
  podOwner: never,
  gpus: never,
  probes: never,
  calls: none,
  modelRoutes: none,
  detail: never,
  modelServer: never,
  secretUse: never,
  routeTarget: never,
};

function placementValues(
  { nodePool, nodePoolValues }: CompleteHelmChart,
  pools: readonly ResolvedNodePool[],
  context: WorkloadContext,
  problems: ProblemList,
): ChartValues {
  if (nodePool === undefined) {
    if (nodePoolValues !== undefined)
      problems.add(
        'nodePoolValues',
        'nodePoolValues requires nodePool',
        'Set nodePool, or remove nodePoolValues.',
      );
    return {};
  }
  if (pools.length === 0) return {};
  return chartPlacementValues(placementOnFirstOf(pools, context.nodePools), nodePoolValues);
}
