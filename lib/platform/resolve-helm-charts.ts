import type { HelmChartDefinition } from '../definition/chart-definition';
import type { ChartSource } from '../engine/charts/application-source';
import { requireExternalSource } from '../engine/charts/application-source';
import { chartPlacementValues, mergeChartValues } from '../engine/charts/chart-placement';
import type { ChartValues } from '../engine/charts/chart-values';
import type { KnownApplication } from '../engine/charts/known-application';
import { placementOnFirstOf } from '../engine/scheduling/placement';
import { kubernetesNameProblem } from '../facts/kubernetes-names';
import type { ProblemList } from '../problems/problem-list';
import { requireInteger, requireRule } from '../problems/value-rules';
import { resolveWorkloadPools, type WorkloadContext } from './workload-parts';

/** Before the workloads, which may need what it brings. */
const defaultSyncWave = -1;

export function resolveHelmChart(
  definition: HelmChartDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): KnownApplication {
  const { name, repository, chart, version, skipCrds } = definition;
  const namespace = definition.namespace ?? name;
  requireRule(problems, 'namespace', kubernetesNameProblem('label', namespace), 'Choose another name.');
  if (namespace === context.namespace || namespace.startsWith('kube-')) {
    problems.add(
      'namespace',
      `"${namespace}" is not its own, and a chart may make anything in its namespace`,
      'Give it a namespace of its own.',
    );
  }
  const syncWave = definition.syncWave ?? defaultSyncWave;
  requireInteger(problems, 'syncWave', syncWave, { min: -100, max: 100, unit: 'the wave' });
  const values = (definition.values ?? {}) as ChartValues;
  const source: ChartSource = {
    repository,
    chart,
    version,
    releaseName: name,
    values: mergeChartValues(placementValues(definition, context, problems), values),
    ...(skipCrds === undefined ? {} : { skipCrds }),
  };
  requireExternalSource(problems, source);
  return {
    name,
    namespace,
    podSecurity: definition.podSecurity ?? 'restricted',
    source,
    clusterKinds: definition.clusterKinds ?? [],
    namespaced: true,
    syncWave,
    onDelete: 'cascade',
  };
}

function placementValues(
  { nodePool, nodePoolValues }: HelmChartDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ChartValues {
  if (nodePool === undefined) {
    if (nodePoolValues !== undefined)
      problems.add('nodePoolValues', 'it says where a pool goes, and there is none', 'Give nodePool.');
    return {};
  }
  const pools = resolveWorkloadPools(nodePool, ['cpu', 'gpu'], context, problems);
  if (pools.length === 0) return {};
  return chartPlacementValues(placementOnFirstOf(pools, context.nodePools), nodePoolValues);
}
