import { type Damages, find, removeObject, replaceIn, resource } from './damage';

const ruleGroups = 'azurerm_monitor_alert_prometheus_rule_group';

/** The Prometheus rule with the alert name. */
function rule(d: Parameters<typeof resource>[0], name: string) {
  return Object.values(d.resources[ruleGroups]!)
    .flatMap((group) => group.rule)
    .find(({ alert }) => alert === name);
}

export const alertDamages: Damages = {
  'each alert about pods matches pods of an existing workload': [
    {
      name: 'the pods of a server are renamed',
      apply: (d) => {
        const restarts = rule(d, 'chat-restarts');
        restarts.expression = restarts.expression.replace('pod=~"chat-', 'pod=~"chatter-');
      },
    },
    {
      name: 'the pods are in another namespace',
      apply: (d) => {
        const restarts = rule(d, 'chat-restarts');
        restarts.expression = restarts.expression.replace('namespace="ai"', 'namespace="default"');
      },
    },
  ],
  'each alert about an autoscaler names an existing ScaledObject': [
    {
      name: 'the ScaledObject is missing',
      apply: (d) => removeObject(d, 'ScaledObject', 'reasoner-scaler'),
    },
  ],
  'managed Prometheus keeps each kube-state-metrics series that an alert reads': [
    {
      name: 'another owner manages the settings',
      apply: (d) => removeObject(d, 'ConfigMap', 'ama-metrics-settings-configmap'),
    },
    {
      name: 'the minimal ingestion profile is off',
      apply: (d) =>
        replaceIn(
          find(d, 'ConfigMap', 'ama-metrics-settings-configmap'),
          'default-targets-metrics-keep-list',
          'minimalingestionprofile = true',
          'minimalingestionprofile = false',
        ),
    },
  ],
  'each alert about nodes names an existing pool and its maximum': [
    {
      name: 'the maximum of the pool is higher',
      apply: (d) => {
        resource(d, 'azurerm_kubernetes_cluster_node_pool', 'h100').max_count = 20;
      },
    },
    {
      name: 'the pool has another name',
      apply: (d) => {
        resource(d, 'azurerm_kubernetes_cluster_node_pool', 'h100').name = 'h200';
      },
    },
  ],
  'each alert about queues names queues of its namespace': [
    {
      name: 'the queue is renamed',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_queue', 'documents').name = 'papers';
      },
    },
  ],
  'each backlog threshold is the number of messages that the maximum replicas are scaled for': [
    {
      name: 'the maximum replicas change but not the threshold',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').spec.maxReplicaCount = 500;
      },
    },
  ],
  'each alert on events names an existing scaler, and the cluster collects events': [
    {
      name: 'the ScaledJob is renamed',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').metadata.name = 'listener';
      },
    },
    {
      name: 'the cluster does not collect events',
      apply: (d) => {
        for (const each of Object.values(d.resources['azurerm_monitor_data_collection_rule']!))
          for (const flow of each.data_flow)
            flow.streams = flow.streams.filter((stream: string) => stream !== 'Microsoft-KubeEvents');
      },
    },
  ],
};
