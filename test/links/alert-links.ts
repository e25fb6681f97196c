import { isInMinimalProfile } from '../../lib/facts/minimal-profile';
import { type Deployment, type Json, ofKind, resourcesOf } from './deployment';
import { type Link, missing } from './link';
import { podTemplates } from './pods';
import { scalersOf } from './referred-resources';

/** Links from alerts to the workloads and series that they read. */
export const alertLinks: readonly Link[] = [
  {
    name: 'each alert about pods matches pods of an existing workload',
    broken: (d) =>
      prometheusRules(d).flatMap(({ alert, expression }) =>
        [...expression.matchAll(/namespace="([^"]*)",(?:model_name="[^"]*",)?pod=~"([^"]*)"/g)].flatMap(
          ([, namespace, patterns]) =>
            patterns!.split('|').flatMap((pattern) =>
              missing(
                podTemplates(d).some(
                  ({ workload }) =>
                    workload.metadata.namespace === namespace &&
                    // An alert can match only the leaders of a group.
                    [podNames(workload), podNames(workload).filter((name) => name.endsWith('-0'))].some(
                      (names) =>
                        names.length > 0 && names.every((name) => new RegExp(`^(?:${pattern})$`).test(name)),
                    ),
                ),
                `${alert}: ${pattern} in ${namespace}`,
              ),
            ),
        ),
      ),
  },
  {
    name: 'each alert about an autoscaler names an existing ScaledObject',
    broken: (d) =>
      prometheusRules(d).flatMap(({ alert, expression }) =>
        [...expression.matchAll(/namespace="([^"]*)",horizontalpodautoscaler="keda-hpa-([^"]*)"/g)].flatMap(
          ([, namespace, name]) =>
            missing(
              ofKind(d, 'ScaledObject').some(
                ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
              ),
              `${alert}: ${name} in ${namespace}`,
            ),
        ),
      ),
  },
  {
    name: 'managed Prometheus keeps each kube-state-metrics series that an alert reads',
    broken: (d) => {
      const settings = ofKind(d, 'ConfigMap').find(
        ({ metadata }) => metadata.name === 'ama-metrics-settings-configmap',
      );
      const kept = settings?.data['default-targets-metrics-keep-list'] ?? '';
      return prometheusRules(d).flatMap(({ alert, expression }) =>
        [...expression.matchAll(/\bkube_\w+/g)].flatMap(([metric]) =>
          missing(
            isInMinimalProfile(metric) ||
              (kept.includes(metric) && kept.includes('minimalingestionprofile = true')),
            `${alert}: ${metric}`,
          ),
        ),
      );
    },
  },
  {
    name: 'each alert about nodes names an existing pool and its maximum',
    broken: (d) =>
      prometheusRules(d).flatMap(({ alert, expression }) =>
        [...expression.matchAll(/node=~"aks-([^-]*)-/g)].flatMap(([, name]) => {
          const pool = resourcesOf(d, 'azurerm_kubernetes_cluster_node_pool').find(
            ([, each]) => each.name === name,
          )?.[1];
          const maximum = /^count\(kube_node_info\{[^}]*\}\) >= (\d+)/.exec(expression)?.[1];
          return missing(
            pool !== undefined && (maximum === undefined || Number(maximum) === pool.max_count),
            `${alert}: ${name}`,
          );
        }),
      ),
  },
  {
    name: 'each alert about queues names queues of its namespace',
    broken: (d) =>
      resourcesOf(d, 'azurerm_monitor_metric_alert').flatMap(([, alert]) =>
        alert.criteria[0].dimension[0].values.flatMap((entity: string) =>
          missing(
            ['azurerm_servicebus_queue', 'azurerm_servicebus_topic'].some((type) =>
              resourcesOf(d, type).some(
                ([, each]) => each.name === entity && alert.scopes.includes(each.namespace_id),
              ),
            ),
            `${alert.name}: ${entity}`,
          ),
        ),
      ),
  },
  {
    name: 'each backlog threshold is the number of messages that the maximum replicas are scaled for',
    broken: (d) =>
      resourcesOf(d, 'azurerm_monitor_metric_alert')
        .filter(([, { criteria }]) => criteria[0].metric_name === 'ActiveMessages')
        .flatMap(([, alert]) => {
          const [entity] = alert.criteria[0].dimension[0].values;
          const capacity = scalersOf(d)
            .flatMap(({ object, triggers }) => triggers.map((trigger) => ({ object, trigger })))
            .filter(({ trigger: { metadata } }) => [metadata.queueName, metadata.topicName].includes(entity))
            .reduce(
              (sum, { object, trigger }) =>
                sum + object.spec.maxReplicaCount * Number(trigger.metadata.messageCount),
              0,
            );
          return missing(alert.criteria[0].threshold === capacity, `${alert.name}: ${capacity}`);
        }),
  },
  {
    name: 'each alert on events names an existing scaler, and the cluster collects events',
    broken: (d) => {
      const collected = resourcesOf(d, 'azurerm_monitor_data_collection_rule').some(([, { data_flow }]) =>
        data_flow.some((flow: Json) => flow.streams.includes('Microsoft-KubeEvents')),
      );
      return logQueries(d).flatMap(({ name, query }) => {
        const stringsIn = (list: string | undefined): readonly string[] => list?.match(/[^", ()]+/g) ?? [];
        const namespaces = stringsIn(/Namespace (?:== |in )("[^"]*"|\([^)]*\))/.exec(query)?.[1]);
        const scalers = stringsIn(/ Name in \(([^)]*)\)/.exec(query)?.[1]);
        return [
          ...missing(collected, name),
          ...missing(namespaces.length > 0, name),
          ...namespaces.flatMap((namespace) =>
            missing(
              d.objects.some(({ object }) => object.metadata.namespace === namespace),
              `${name}: ${namespace}`,
            ),
          ),
          ...scalers.flatMap((scaler) =>
            missing(
              scalersOf(d).some(
                ({ object: { metadata } }) =>
                  metadata.name === scaler && namespaces.includes(metadata.namespace),
              ),
              `${name}: ${scaler}`,
            ),
          ),
        ];
      });
    },
  },
];

function prometheusRules(d: Deployment): readonly { readonly alert: string; readonly expression: string }[] {
  return resourcesOf(d, 'azurerm_monitor_alert_prometheus_rule_group').flatMap(([, { rule }]) =>
    rule.filter(({ alert }: Json) => alert !== undefined),
  );
}

function logQueries(d: Deployment): readonly { readonly name: string; readonly query: string }[] {
  return resourcesOf(d, 'azurerm_monitor_scheduled_query_rules_alert_v2').map(([, { name, criteria }]) => ({
    name,
    query: criteria[0].query,
  }));
}

/** Example pod names of a workload. */
function podNames({ kind, metadata: { name } }: Json): readonly string[] {
  if (kind === 'LeaderWorkerSet') return [`${name}-0`, `${name}-0-1`];
  return kind === 'CronJob' ? [`${name}-29406360-x2x4z`] : [`${name}-7d9c5b8f6d-x2x4z`];
}
