import { type Damages, find, resource, role, variable } from './damage';

const alerts = 'azurerm_monitor_alert_prometheus_rule_group';

export const scalingDamages: Damages = {
  'the target of each ScaledObject exists and does not set replicas': [
    {
      name: 'the Deployment also sets replicas',
      apply: (d) => {
        find(d, 'Deployment', 'web').spec.replicas = 2;
      },
    },
    {
      name: 'the target is a Deployment but the server is a LeaderWorkerSet',
      apply: (d) => {
        find(d, 'ScaledObject', 'reasoner-scaler').spec.scaleTargetRef = {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'reasoner',
        };
      },
    },
  ],
  'no two ScaledObjects have the same target': [
    {
      name: 'the second ScaledObject targets the first server',
      apply: (d) => {
        find(d, 'ScaledObject', 'coder-scaler').spec.scaleTargetRef.name = 'chat';
      },
    },
  ],
  'the TriggerAuthentication of each trigger exists in its namespace, and its identity trusts KEDA': [
    {
      name: 'the credential names the KEDA operator of the Helm chart',
      apply: (d) => {
        resource(d, 'azurerm_federated_identity_credential', (each) =>
          each.subject.endsWith(':keda-operator'),
        ).subject = 'system:serviceaccount:keda:keda-operator';
      },
    },
    {
      name: 'a ScaledJob has no authentication',
      apply: (d) => {
        delete find(d, 'ScaledJob', 'transcriber').spec.triggers[0].authenticationRef;
      },
    },
  ],
  'the queue or subscription of each trigger exists, and its identity can read the length': [
    {
      name: 'the queue name has a typo',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').spec.triggers[0].metadata.queueName = 'video';
      },
    },
    {
      name: 'the subscription belongs to another topic',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_subscription', 'thumbnails').topic_id =
          '${azurerm_servicebus_topic.other.id}';
      },
    },
    {
      name: 'KEDA has the receiver role, which does not include the queue length',
      apply: (d) => {
        role(d, 'Azure Service Bus Data Owner', 'scaler-identity').role_definition_name =
          'Azure Service Bus Data Receiver';
      },
    },
  ],
  'each query reads the workspace of the stack with an identity that can read metrics': [
    {
      name: 'the address belongs to an earlier workspace',
      apply: (d) => {
        find(d, 'ScaledObject', 'chat-scaler').spec.triggers[0].metadata.serverAddress =
          'https://old-a1b2.koreacentral.prometheus.monitor.azure.com';
      },
    },
    {
      name: 'the role covers Azure Monitor metrics but not Prometheus data',
      apply: (d) => {
        role(d, 'Monitoring Data Reader', 'scaler-identity').role_definition_name = 'Monitoring Reader';
      },
    },
  ],
  'each query and alert about a model names a served model whose metrics Prometheus collects': [
    {
      name: 'the server has another model name',
      apply: (d) => {
        const { args } = find(d, 'Deployment', 'chat').spec.template.spec.containers[0];
        args[args.indexOf('--served-model-name=llama-8b')] = '--served-model-name=llama';
      },
    },
    {
      name: 'the query has another namespace',
      apply: (d) => {
        const { metadata } = find(d, 'ScaledObject', 'coder-scaler').spec.triggers[0];
        metadata.query = metadata.query.replace('namespace="ai"', 'namespace="default"');
      },
    },
    {
      name: 'an alert names a model that no server has',
      apply: (d) => {
        const group = resource(d, alerts, 'inference-ai-chat-ai-aks');
        group.rule[0].expression = group.rule[0].expression.replaceAll('llama-8b', 'llama-7b');
      },
    },
    {
      name: 'no PodMonitor selects the server',
      apply: (d) => {
        find(d, 'PodMonitor', 'coder').spec.selector.matchLabels['app.kubernetes.io/name'] = 'other';
      },
    },
  ],
  'each alert about a workload names an existing workload': [
    {
      name: 'the alert looks for a server group among Deployments',
      apply: (d) => {
        const group = resource(d, alerts, 'inference-ai-reasoner-ai-aks');
        for (const rule of group.rule)
          rule.expression = rule.expression.replaceAll('statefulset', 'deployment');
      },
    },
  ],
  'each worker can receive from an existing queue or subscription, which its scaler counts': [
    {
      name: 'the scaler counts another queue',
      apply: (d) => {
        find(d, 'ScaledObject', 'reader-scaler').spec.triggers[0].metadata.queueName = 'videos';
      },
    },
    {
      name: 'a ScaledJob receives from another queue',
      apply: (d) => {
        variable(find(d, 'ScaledJob', 'transcriber'), 'SERVICE_BUS_QUEUE').value = 'documents';
      },
    },
    {
      name: 'a worker receives from the other subscription',
      apply: (d) => {
        variable(find(d, 'Deployment', 'thumbnailer'), 'SERVICE_BUS_SUBSCRIPTION').value = 'archive';
      },
    },
  ],
  'each application can send to an existing queue': [
    {
      name: 'the queue is renamed',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_queue', 'documents').name = 'papers';
      },
    },
    {
      name: 'the role is on another queue',
      apply: (d) => {
        role(d, 'Azure Service Bus Data Sender', 'ai-aks-reader').scope = role(
          d,
          'Azure Service Bus Data Receiver',
          'ai-aks-reader',
        ).scope;
      },
    },
  ],
  'each worker keeps its messages during a pause, a job and a shutdown': [
    {
      name: 'the lock of the queue is shorter than a pause',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_queue', 'documents').lock_duration = 'PT30S';
      },
    },
    {
      name: 'the lock of the subscription is shorter than a pause',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_subscription', 'thumbnails').lock_duration = 'PT10S';
      },
    },
    {
      name: 'the grace period is shorter than the shutdown of the worker',
      apply: (d) => {
        find(d, 'Deployment', 'reader').spec.template.spec.terminationGracePeriodSeconds = 30;
      },
    },
    {
      name: 'the deadline of a ScaledJob is shorter than the lock renewal',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').spec.jobTargetRef.template.spec.activeDeadlineSeconds = 3600;
      },
    },
  ],
};
