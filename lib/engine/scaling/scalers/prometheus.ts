import type { ProblemList } from '../../../problems/problem-list';
import { promQlResult } from '../promql/promql-result';
import type { Scaler } from '../scaler';
import type { ScalerMetricType, ScalerTriggerSpec } from '../scaler-trigger';
import type { TriggerContext, TriggerNeed } from '../trigger-kind';

/** Prometheus server with the metrics. */
export type PrometheusServer =
  | {
      /**
       * Query endpoint of the Azure Monitor workspace, `https://….prometheus.monitor.azure.com`.
       * KEDA signs in by workload identity; the identity requires the role Monitoring Data Reader
       * on the workspace.
       */
      readonly managedQueryEndpoint: string;
    }
  | {
      /**
       * Address inside the cluster, `http://prometheus-server.monitoring:80`, without
       * authentication.
       */
      readonly inClusterAddress: string;
    };

/** The Azure Monitor workspace of the platform. The outputs file contains its query endpoint. */
export const managedPrometheus = 'managed-prometheus';

/** Input of prometheusTrigger(). */
export interface PrometheusTriggerInput {
  readonly server: PrometheusServer | typeof managedPrometheus;
  /**
   * PromQL with exactly one series as its result. A total for `AverageValue`, a ratio or an average
   * for `Value`.
   */
  readonly query: string;
  /** Target: of each replica for a total, of the metric itself for a ratio. */
  readonly threshold: number;
  /** The first replica is created above this value. @default 0, which is KEDA's default */
  readonly activationThreshold?: number;
  /**
   * @default derived from the query: `Value` for an average, ratio or percentile, `AverageValue`
   * otherwise
   */
  readonly metricType?: Exclude<ScalerMetricType, 'Utilization'>;
  /**
   * Whether the scaled pods report the metric. Such a metric cannot create the first pod.
   *
   * @default true
   */
  readonly producedByTarget?: boolean;
  /**
   * Whether an empty result counts as 0. With KEDA's default, `true`, a failed scrape or a misspelt
   * label reads as 0, and the autoscaler removes replicas under load. `true` is right if the scaled
   * pods report the metric and scale to zero.
   *
   * @default false: an empty result is an error
   */
  readonly emptyIsZero?: boolean;
  /** @default none */
  readonly name?: string;
  /** @default the query and the threshold */
  readonly description?: string;
}

/**
 * A query to Prometheus. For managed Prometheus KEDA sends the token of the identity and rejects
 * `authModes`. KEDA no longer reads `metricName`.
 *
 * @see keda.sh/docs/2.20/scalers/prometheus; kedacore/keda `prometheus_scaler.go` (2026-11)
 */
export function prometheusTrigger(input: PrometheusTriggerInput): ScalerTriggerSpec {
  const { server, query, threshold, activationThreshold = 0 } = input;
  const isManaged = server === managedPrometheus || 'managedQueryEndpoint' in server;
  return {
    type: prometheusScaler.type,
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(server === managedPrometheus
      ? { metadataFromOutputs: { serverAddress: 'prometheusQueryEndpoint' } }
      : {}),
    metadata: {
      ...(server === managedPrometheus ? {} : { serverAddress: addressOf(server) }),
      query,
      threshold: String(threshold),
      ...(activationThreshold === 0 ? {} : { activationThreshold: String(activationThreshold) }),
      ignoreNullValues: String(input.emptyIsZero ?? false),
    },
    metricType: input.metricType ?? (promQlResult(query).amount === 'level' ? 'Value' : 'AverageValue'),
    authentication: isManaged ? 'azure-workload' : 'none',
    producedByTarget: input.producedByTarget ?? true,
    description: input.description ?? `${query} at ${threshold}`,
  };
}

function addressOf(server: PrometheusServer): string {
  return 'managedQueryEndpoint' in server ? server.managedQueryEndpoint : server.inClusterAddress;
}

/** Role for queries to managed Prometheus. */
export function managedPrometheusNeed(identity?: string): TriggerNeed {
  return { identity, role: 'Monitoring Data Reader', scope: { kind: 'monitorWorkspace' } };
}

/** Adds a problem if the cluster has no managed Prometheus. */
export function requireManagedPrometheus(context: TriggerContext, problems: ProblemList): boolean {
  if (context.hasManagedPrometheus) return true;
  problems.add(
    '',
    'managedPrometheus is off, so the metric is not available',
    'Turn managedPrometheus on, or use a trigger with type "prometheus" and inClusterAddress.',
  );
  return false;
}

export const prometheusScaler: Scaler = {
  type: 'prometheus',

  check(trigger: ScalerTriggerSpec, problems: ProblemList): void {
    const { metadata, metadataFromOutputs = {} } = trigger;
    if (metadataFromOutputs['serverAddress'] === undefined) checkAddress(trigger, problems);
    if (trigger.authentication === 'azure-workload' && metadata.authModes !== undefined) {
      problems.add(
        'authModes',
        `KEDA rejects "${metadata.authModes}" together with a workload identity`,
        'Remove authModes.',
      );
    }
    for (const key of ['threshold', 'activationThreshold'] as const) {
      const given = metadata[key] ?? (key === 'threshold' ? '' : '0');
      const value = given.trim() === '' ? Number.NaN : Number(given);
      if (Number.isFinite(value) && (key === 'threshold' ? value > 0 : value >= 0)) continue;
      problems.add(
        key,
        given === '' ? 'is missing' : `${given} is not allowed`,
        `Set a number${key === 'threshold' ? ' greater than 0' : ', 0 or more'}.`,
      );
    }
    checkQuery(metadata.query ?? '', trigger.metricType ?? 'AverageValue', problems);
  },

  checkLimits({ producedByTarget, metadata }, { minReplicas }, problems): void {
    if (minReplicas > 0 || !producedByTarget || metadata.ignoreNullValues !== 'false') return;
    problems.add(
      'emptyIsZero',
      'without replicas the query has no result, and this error stops the ScaledObject',
      'Set emptyIsZero to true, or minReplicas to 1.',
    );
  },

  failures: ({ identities, deploy }) => [
    {
      sign: '`prometheus`: `401`, `403`',
      cause: `${identities} lacks the role \`Monitoring Data Reader\` on the workspace`,
      remedy: `${deploy}; a new role takes some minutes to apply`,
    },
    {
      sign: '`prometheus`: `the result is empty`',
      cause:
        'the query returns no series: no replica runs, Prometheus does not scrape it, or the model has another name',
      remedy:
        'check `kubectl get pods --namespace kube-system --selector rsName=ama-metrics`, the PodMonitor, and the query in the workspace',
    },
    {
      sign: '`prometheus`: `multiple elements`',
      cause: 'the query returns more than one series',
      remedy: 'wrap the query in `sum(…)`',
    },
  ],
};

function checkAddress({ metadata, authentication }: ScalerTriggerSpec, problems: ProblemList): void {
  const { serverAddress = '' } = metadata;
  if (!/^https?:\/\/[^\s/]+/.test(serverAddress)) {
    problems.add(
      'serverAddress',
      `"${serverAddress}" is not an address`,
      'Use an address that starts with http:// or https://.',
    );
  }
  if (authentication === 'azure-workload' && serverAddress.startsWith('http://')) {
    problems.add(
      'serverAddress',
      `KEDA would send a token of Entra ID to ${serverAddress} without encryption`,
      'Use the query endpoint of the Azure Monitor workspace, or remove the identity.',
    );
  }
}

function checkQuery(query: string, metricType: ScalerMetricType, problems: ProblemList): void {
  const { type, series, amount, problem } = promQlResult(query);
  if (problem !== undefined) {
    problems.add('query', problem, 'Correct the expression.');
  } else if (type !== 'vector') {
    problems.add(
      'query',
      `the result of "${query}" is a ${type === 'matrix' ? 'range vector' : type}; KEDA reads instant vectors only`,
      type === 'scalar' ? 'Write vector(…) around it.' : 'Aggregate it: sum(…), max(…) or avg(…).',
    );
  } else if (series === 'several') {
    problems.add(
      'query',
      `"${query}" may return several series, but KEDA accepts only one ("returned multiple elements")`,
      'Aggregate it without "by": sum(…) for a total, otherwise max(…) or avg(…).',
    );
  } else if (amount === 'total' && metricType === 'Value') {
    problems.add(
      'metricType',
      'with Value the autoscaler multiplies a total by the current replicas, so it scales up to the maximum',
      'Use AverageValue, or divide the query by a capacity.',
    );
  } else if (amount === 'level' && metricType === 'AverageValue') {
    problems.add(
      'metricType',
      'AverageValue divides an average, ratio or percentile by the replicas again',
      'Use Value, or use sum(…) in the query.',
    );
  }
}
