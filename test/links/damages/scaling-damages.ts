import { type Damages, find, resource, role, variable } from './damage';

const alerts = 'azurerm_monitor_alert_prometheus_rule_group';

export const scalingDamages: Damages = {
  "each ScaledObject's target exists and leaves its replicas to KEDA": [
    {
      what: 'Argo CD and KEDA both state the replicas',
      apply: (d) => {
        find(d, 'Deployment', 'web').spec.replicas = 2;
      },
    },
    {
      what: 'the target is a Deployment, and the server a group',
      apply: (d) => {
        find(d, 'ScaledObject', 'reasoner-scaler').spec.scaleTargetRef = {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'reasoner',
        };
      },
    },
  ],
  'no two ScaledObjects have one target': [
    {
      what: 'the second is for the first one',
      apply: (d) => {
        find(d, 'ScaledObject', 'coder-scaler').spec.scaleTargetRef.name = 'chat';
      },
    },
  ],
  "each trigger's authentication exists beside it, and KEDA may act as its identity": [
    {
      what: "KEDA's operator is looked for in the namespace of its chart",
      apply: (d) => {
        resource(d, 'azurerm_federated_identity_credential', (each) =>
          each.subject.endsWith(':keda-operator'),
        ).subject = 'system:serviceaccount:keda:keda-operator';
      },
    },
    {
      what: 'a scaler of jobs names no authentication',
      apply: (d) => {
        delete find(d, 'ScaledJob', 'transcriber').spec.triggers[0].authenticationRef;
      },
    },
  ],
  "each trigger's queue or subscription exists, and its identity may read its depth": [
    {
      what: 'the queue is misspelt',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').spec.triggers[0].metadata.queueName = 'video';
      },
    },
    {
      what: 'the subscription is of another topic',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_subscription', 'thumbnails').topic_id =
          '${azurerm_servicebus_topic.other.id}';
      },
    },
    {
      what: 'KEDA may only receive, which says nothing about the depth',
      apply: (d) => {
        role(d, 'Azure Service Bus Data Owner', 'scaler-identity').role_definition_name =
          'Azure Service Bus Data Receiver';
      },
    },
  ],
  'each query goes to the workspace of the stack, whose metrics its identity may read': [
    {
      what: 'the address is that of an earlier workspace',
      apply: (d) => {
        find(d, 'ScaledObject', 'chat-scaler').spec.triggers[0].metadata.serverAddress =
          'https://old-a1b2.koreacentral.prometheus.monitor.azure.com';
      },
    },
    {
      what: 'its role is on the metrics of Azure Monitor, not on the data',
      apply: (d) => {
        role(d, 'Monitoring Data Reader', 'scaler-identity').role_definition_name = 'Monitoring Reader';
      },
    },
  ],
  'each query and alert about a model is about one that a server in this namespace has, whose metrics are collected':
    [
      {
        what: 'the server was given another name for its model',
        apply: (d) => {
          const { args } = find(d, 'Deployment', 'chat').spec.template.spec.containers[0];
          args[args.indexOf('--served-model-name=llama-8b')] = '--served-model-name=llama';
        },
      },
      {
        what: 'the namespace is another',
        apply: (d) => {
          const { metadata } = find(d, 'ScaledObject', 'coder-scaler').spec.triggers[0];
          metadata.query = metadata.query.replace('namespace="ai"', 'namespace="default"');
        },
      },
      {
        what: 'an alert is about a model that is gone',
        apply: (d) => {
          const group = resource(d, alerts, 'inference-ai-chat-ai-aks');
          group.rule[0].expression = group.rule[0].expression.replaceAll('llama-8b', 'llama-7b');
        },
      },
      {
        what: 'nobody collects the metrics',
        apply: (d) => {
          find(d, 'PodMonitor', 'coder').spec.selector.matchLabels['app.kubernetes.io/name'] = 'other';
        },
      },
    ],
  'each alert about a workload is about one that exists': [
    {
      what: 'a group of servers is looked for among the Deployments',
      apply: (d) => {
        const group = resource(d, alerts, 'inference-ai-reasoner-ai-aks');
        for (const rule of group.rule)
          rule.expression = rule.expression.replaceAll('statefulset', 'deployment');
      },
    },
  ],
  'each worker takes from a queue or subscription that exists and may, as the trigger of its scaler counts it':
    [
      {
        what: 'the scaler counts another queue',
        apply: (d) => {
          find(d, 'ScaledObject', 'reader-scaler').spec.triggers[0].metadata.queueName = 'videos';
        },
      },
      {
        what: 'a job of a queue takes from another queue',
        apply: (d) => {
          variable(find(d, 'ScaledJob', 'transcriber'), 'SERVICE_BUS_QUEUE').value = 'documents';
        },
      },
      {
        what: 'a worker takes from the other subscription',
        apply: (d) => {
          variable(find(d, 'Deployment', 'thumbnailer'), 'SERVICE_BUS_SUBSCRIPTION').value = 'archive';
        },
      },
    ],
  'each application sends to a queue that exists and may': [
    {
      what: 'the queue was deleted',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_queue', 'documents').name = 'papers';
      },
    },
    {
      what: 'its role is on another queue',
      apply: (d) => {
        role(d, 'Azure Service Bus Data Sender', 'ai-aks-reader').scope = role(
          d,
          'Azure Service Bus Data Receiver',
          'ai-aks-reader',
        ).scope;
      },
    },
  ],
  'each worker keeps its messages: the lock outlasts a pause, its renewal a job, the pod its shutdown': [
    {
      what: 'the lock of its queue is shorter than a pause',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_queue', 'documents').lock_duration = 'PT30S';
      },
    },
    {
      what: 'the lock of its subscription is shorter than a pause',
      apply: (d) => {
        resource(d, 'azurerm_servicebus_subscription', 'thumbnails').lock_duration = 'PT10S';
      },
    },
    {
      what: 'the pod is killed before its job is done',
      apply: (d) => {
        find(d, 'Deployment', 'reader').spec.template.spec.terminationGracePeriodSeconds = 30;
      },
    },
    {
      what: 'a job of a queue is ended while its message is still held',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').spec.jobTargetRef.template.spec.activeDeadlineSeconds = 3600;
      },
    },
  ],
};
