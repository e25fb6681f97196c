import { type Damages, find, removeObject, replaceIn, resource } from './damage';

const ruleGroups = 'azurerm_monitor_alert_prometheus_rule_group';

/** The rule of an alert. */
function rule(d: Parameters<typeof resource>[0], name: string) {
  return Object.values(d.resources[ruleGroups]!)
    .flatMap((group) => group.rule)
    .find(({ alert }) => alert === name);
}

export const alertDamages: Damages = {
  'each alert about pods is about those of workloads that exist': [
    {
      what: 'pods of a server that was renamed',
      apply: (d) => {
        const restarts = rule(d, 'chat-restarts');
        restarts.expression = restarts.expression.replace('pod=~"chat-', 'pod=~"chatter-');
      },
    },
    {
      what: 'pods in another namespace',
      apply: (d) => {
        const restarts = rule(d, 'chat-restarts');
        restarts.expression = restarts.expression.replace('namespace="ai"', 'namespace="default"');
      },
    },
  ],
  'each alert about an autoscaler is about that of a ScaledObject that exists': [
    {
      what: 'the ScaledObject is gone',
      apply: (d) => removeObject(d, 'ScaledObject', 'reasoner-scaler'),
    },
  ],
  'each series of kube-state-metrics that an alert reads is kept by managed Prometheus': [
    {
      what: 'somebody else owns the settings',
      apply: (d) => removeObject(d, 'ConfigMap', 'ama-metrics-settings-configmap'),
    },
    {
      what: 'the profile is off',
      apply: (d) =>
        replaceIn(
          find(d, 'ConfigMap', 'ama-metrics-settings-configmap'),
          'default-targets-metrics-keep-list',
          'minimalingestionprofile = true',
          'minimalingestionprofile = false',
        ),
    },
  ],
  'each alert about nodes is about a pool that exists, with its maximum': [
    {
      what: 'the pool may grow further',
      apply: (d) => {
        resource(d, 'azurerm_kubernetes_cluster_node_pool', 'h100').max_count = 20;
      },
    },
    {
      what: 'the pool has another name',
      apply: (d) => {
        resource(d, 'azurerm_kubernetes_cluster_node_pool', 'h100').name = 'h200';
      },
    },
  ],
  'each alert about queues is about those of its namespace': [
    {
      what: 'a queue that was renamed',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_queue', 'documents').name = 'papers';
      },
    },
  ],
  'each backlog is more than all replicas that take from the queue are scaled for': [
    {
      what: 'more replicas, and the old threshold',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').spec.maxReplicaCount = 500;
      },
    },
  ],
  'each event that an alert waits for is of a scaler that exists, and events are collected': [
    {
      what: 'a ScaledJob that was renamed',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').metadata.name = 'listener';
      },
    },
    {
      what: 'events are not collected',
      apply: (d) => {
        for (const each of Object.values(d.resources['azurerm_monitor_data_collection_rule']!))
          for (const flow of each.data_flow)
            flow.streams = flow.streams.filter((stream: string) => stream !== 'Microsoft-KubeEvents');
      },
    },
  ],
};
