import { container, type Damages, find, removeObject, replaceIn, resource, variable } from './damage';

export const networkDamages: Damages = {
  'each URL inside the cluster is that of a Service, by a port that it has': [
    {
      what: 'an application calls a port that the Service does not have',
      apply: (d) => {
        variable(find(d, 'Deployment', 'web'), 'OPENAI_BASE_URL').value = 'http://litellm:4000/v1';
      },
    },
    {
      what: 'the gateway calls a server that is gone',
      apply: (d) => removeObject(d, 'Service', 'embedding'),
    },
    {
      what: 'the Service of a chart has another name by its values',
      apply: (d) => {
        const [{ helm }] = find(d, 'Application', 'langfuse').spec.sources;
        helm.valuesObject.fullnameOverride = 'traces';
      },
    },
    {
      what: 'the inference gateway has another name',
      in: 'inferenceGatewayPlatform',
      apply: (d) => {
        find(d, 'Gateway', 'models').metadata.name = 'inference';
      },
    },
  ],
  'each URL outside of the cluster is encrypted, and one of Azure is of the stack': [
    {
      what: 'traces are kept in an account without suffix',
      apply: (d) => {
        const [{ helm }] = find(d, 'Application', 'langfuse').spec.sources;
        helm.valuesObject.s3.endpoint = 'https://aitraces.blob.core.windows.net';
      },
    },
    {
      what: 'a model of others is asked in plain text',
      apply: (d) => {
        replaceIn(
          find(d, 'ConfigMap', 'litellm'),
          'config.yaml',
          'https://my-account.openai.azure.com',
          'http://my-account.openai.azure.com',
        );
      },
    },
  ],
  'each Service Bus address of an application is that of the stack': [
    {
      what: 'the address has no suffix',
      apply: (d) => {
        variable(find(d, 'Deployment', 'web'), 'SERVICE_BUS_NAMESPACE').value =
          'ai-servicebus.servicebus.windows.net';
      },
    },
  ],
  'each cluster of Envoy is a Service, by a port that it has': [
    {
      what: 'an application is gone',
      apply: (d) => removeObject(d, 'Service', 'agent'),
    },
    {
      what: 'the Service of a chart has another port',
      apply: (d) => {
        const [{ helm }] = find(d, 'Application', 'langfuse').spec.sources;
        helm.valuesObject.langfuse.web.service.externalPort = 3000;
      },
    },
  ],
  'each route of Envoy leads to a cluster that it has': [
    {
      what: 'a cluster was renamed',
      apply: (d) => {
        replaceIn(find(d, 'ConfigMap', 'ingress'), 'envoy.json', '"name": "web.ai:80"', '"name": "web"');
      },
    },
  ],
  'each Ingress leads to Services, by ports that they have': [
    {
      what: 'the port is that of the container',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        find(
          d,
          'Ingress',
          'ingress-models.example.com-litellm',
        ).spec.rules[0].http.paths[0].backend.service.port.number = 4000;
      },
    },
  ],
  'each HTTPRoute is of a Gateway that lets it in, and leads to Services or InferencePools': [
    {
      what: 'it leads to an application that is gone',
      in: 'gatewayForContainersPlatform',
      apply: (d) => removeObject(d, 'Service', 'web'),
    },
    {
      what: 'a listener does not let in the namespace of a chart',
      in: 'gatewayForContainersPlatform',
      apply: (d) => {
        find(d, 'Gateway', 'ingress').spec.listeners.find(
          ({ hostname }: { hostname?: string }) => hostname === 'langfuse.example.com',
        ).allowedRoutes.namespaces = { from: 'Same' };
      },
    },
    {
      what: 'it leads to no pool',
      in: 'inferenceGatewayPlatform',
      apply: (d) => removeObject(d, 'InferencePool', 'chat'),
    },
  ],
  'each InferencePool selects the pods of one server by a port that they have, and its picker answers': [
    {
      what: 'the port is that of the Service',
      in: 'inferenceGatewayPlatform',
      apply: (d) => {
        find(d, 'InferencePool', 'chat').spec.targetPorts[0].number = 80;
      },
    },
    {
      what: 'the picker is for another pool',
      in: 'inferenceGatewayPlatform',
      apply: (d) => {
        const { args } = container(find(d, 'Deployment', 'chat-epp'));
        args[args.indexOf('--pool-name=chat')] = '--pool-name=coder';
      },
    },
  ],
  'each Service, PodDisruptionBudget, PodMonitor and NetworkPolicy selects pods of one workload, by ports that they have':
    [
      {
        what: 'metrics are collected from a port that has no such name',
        apply: (d) => {
          find(d, 'PodMonitor', 'coder').spec.podMetricsEndpoints[0].port = 'metrics';
        },
      },
      {
        what: 'the policy of a chart selects nothing',
        apply: (d) => {
          find(d, 'NetworkPolicy', 'langfuse-web').spec.podSelector.matchLabels.app = 'langfuse';
        },
      },
      {
        what: 'a Service is in another namespace',
        apply: (d) => {
          find(d, 'Service', 'chat').metadata.namespace = 'langfuse';
        },
      },
    ],
  'each network policy lets in whoever calls its pods': [
    {
      what: 'a server lets in Prometheus only',
      apply: (d) => {
        find(d, 'NetworkPolicy', 'chat').spec.ingress[0].from.shift();
      },
    },
    {
      what: 'a server lets in applications only',
      apply: (d) => {
        find(d, 'NetworkPolicy', 'embedding').spec.ingress[0].from.pop();
      },
    },
    {
      what: 'a policy names the port of the Service',
      apply: (d) => {
        find(d, 'NetworkPolicy', 'reasoner').spec.ingress[0].ports[0].port = 80;
      },
    },
    {
      what: 'a chart lets in its own namespace only',
      apply: (d) => {
        find(d, 'NetworkPolicy', 'langfuse-web').spec.ingress[0].from = [{ podSelector: {} }];
      },
    },
    {
      what: 'the subnet of the gateway is another',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        resource(d, 'azurerm_subnet', 'gateway').address_prefixes = ['10.0.18.0/24'];
      },
    },
    {
      what: 'an endpoint picker is not let in to the servers',
      in: 'inferenceGatewayPlatform',
      apply: (d) => {
        find(d, 'NetworkPolicy', 'chat').spec.ingress[0].from[0].podSelector = {
          matchLabels: { 'app.kubernetes.io/component': 'http-app' },
        };
      },
    },
  ],
  'nothing is let in to a pod that nobody calls': [
    {
      what: 'the policy of a job of a queue is gone',
      apply: (d) => removeObject(d, 'NetworkPolicy', 'transcriber'),
    },
  ],
};
