import type { ProblemList } from '../../problems/problem-list';
import { promQlResult } from './promql-result';
import type { ScalerMetricType, ScalerTriggerSpec } from './scaler-trigger';

/** Where the metrics are. */
export type PrometheusServer =
  | {
      /**
       * Query endpoint of the Azure Monitor workspace, `https://….prometheus.monitor.azure.com`. KEDA signs in to it by
       * workload identity; the identity needs Monitoring Data Reader on the workspace.
       */
      readonly managedQueryEndpoint: string;
    }
  | {
      /** Address inside the cluster, `http://prometheus-server.monitoring:80`, without authentication. */
      readonly inClusterAddress: string;
    };

/** Input of prometheusTrigger(). */
export interface PrometheusTriggerInput {
  readonly server: PrometheusServer;
  /** PromQL that gives exactly one series. A total for `AverageValue`, a ratio or an average for `Value`. */
  readonly query: string;
  /** Target of the metric: of each replica for a total, of the metric itself for a ratio. */
  readonly threshold: number;
  /** Above this the first replica wakes. Default: 0, KEDA's own. */
  readonly activationThreshold?: number;
  /** Default: what the query asks for: `Value` for an average, ratio or percentile, `AverageValue` for the others. */
  readonly metricType?: Exclude<ScalerMetricType, 'Utilization'>;
  /** Whether the metric comes from the pods that are scaled. Default: yes; it then cannot wake the first one. */
  readonly producedByTarget?: boolean;
  /**
   * An empty result counts as 0. Default: no, it is an error. KEDA's own default is yes, and then a scrape that fails, or a
   * label that is misspelt, looks like no work: replicas go while requests come. Yes is right where the metric comes from the
   * scaled pods and these may go to none.
   */
  readonly emptyIsZero?: boolean;
  /** Default: none. */
  readonly name?: string;
  /** Default: the query and the threshold. */
  readonly description?: string;
}

/**
 * A query to Prometheus. Managed Prometheus takes the token of the identity and no `authModes` beside it: KEDA refuses both
 * together. `metricName` is not there: KEDA no longer reads it.
 * Source: keda.sh/docs/2.20/scalers/prometheus; kedacore/keda `prometheus_scaler.go` (2026-11).
 */
export function prometheusTrigger(input: PrometheusTriggerInput): ScalerTriggerSpec {
  const { server, query, threshold, activationThreshold = 0 } = input;
  const isManaged = 'managedQueryEndpoint' in server;
  return {
    type: 'prometheus',
    ...(input.name === undefined ? {} : { name: input.name }),
    metadata: {
      serverAddress: isManaged ? server.managedQueryEndpoint : server.inClusterAddress,
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

/** Adds what is wrong with a Prometheus trigger, whoever made it. */
export function checkPrometheusTrigger(trigger: ScalerTriggerSpec, problems: ProblemList): void {
  const { serverAddress = '', query = '', authModes } = trigger.metadata;
  if (!/^https?:\/\/[^\s/]+/.test(serverAddress)) {
    problems.add(
      'serverAddress',
      `"${serverAddress}" is not an address`,
      'Write it with http:// or https://.',
    );
  }
  if (trigger.authentication === 'azure-workload') {
    if (authModes !== undefined) {
      problems.add(
        'authModes',
        `"${authModes}" and a workload identity do not go together: KEDA refuses the trigger`,
        'Remove authModes.',
      );
    }
    if (serverAddress.startsWith('http://')) {
      problems.add(
        'serverAddress',
        `a token of Entra ID would be sent to ${serverAddress}`,
        'Use the query endpoint of the Azure Monitor workspace, or no identity.',
      );
    }
  }
  for (const key of ['threshold', 'activationThreshold'] as const) {
    const given = trigger.metadata[key] ?? (key === 'threshold' ? '' : '0');
    const value = given.trim() === '' ? Number.NaN : Number(given);
    if (Number.isFinite(value) && (key === 'threshold' ? value > 0 : value >= 0)) continue;
    problems.add(
      key,
      `${given === '' ? 'nothing' : given} is not allowed`,
      `Give a number${key === 'threshold' ? ' above 0' : ', 0 or more'}.`,
    );
  }
  checkQuery(query, trigger.metricType ?? 'AverageValue', problems);
}

function checkQuery(query: string, metricType: ScalerMetricType, problems: ProblemList): void {
  const { series, amount, problem } = promQlResult(query);
  if (problem !== undefined) {
    problems.add('query', problem, 'Write one PromQL expression.');
  } else if (series === 'several') {
    problems.add(
      'query',
      `"${query}" may give several series; KEDA takes exactly one ("returned multiple elements")`,
      'Aggregate it without "by": sum(…) for a total, max(…) or avg(…) for others.',
    );
  } else if (amount === 'total' && metricType === 'Value') {
    problems.add(
      'metricType',
      'Value multiplies a total by the replicas that there are, and runs away',
      'Use AverageValue, or divide the query by what it is measured against.',
    );
  } else if (amount === 'level' && metricType === 'AverageValue') {
    problems.add(
      'metricType',
      'AverageValue divides an average, ratio or percentile by the replicas once more',
      'Use Value, or sum(…) in the query.',
    );
  }
}
