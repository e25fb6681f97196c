import { container, type Damages, find, removeObject, replaceIn, resource, variable } from './damage';

export const networkDamages: Damages = {
  'each URL inside the cluster names a Service and one of its ports': [
    {
      name: 'an application calls a port that the Service does not have',
      apply: (d) => {
        variable(find(d, 'Deployment', 'web'), 'OPENAI_BASE_URL').value = 'http://litellm:4000/v1';
      },
    },
    {
      name: 'the gateway calls a server whose Service is missing',
      apply: (d) => removeObject(d, 'Service', 'embedding'),
    },
    {
      name: 'the values of a chart rename its Service',
      apply: (d) => {
        const [{ helm }] = find(d, 'Application', 'langfuse').spec.sources;
        helm.valuesObject.fullnameOverride = 'traces';
      },
    },
    {
      name: 'the inference gateway has another name',
      in: 'inferenceGatewayPlatform',
      apply: (d) => {
        find(d, 'Gateway', 'models').metadata.name = 'inference';
      },
    },
  ],
  'each URL outside of the cluster uses HTTPS, and each Azure URL names a resource of the stack': [
    {
      name: 'the storage account of traces has no suffix',
      apply: (d) => {
        const [{ helm }] = find(d, 'Application', 'langfuse').spec.sources;
        helm.valuesObject.s3.endpoint = 'https://aitraces.blob.core.windows.net';
      },
    },
    {
      name: 'the gateway calls an external model over plain HTTP',
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
      name: 'the address has no suffix',
      apply: (d) => {
        variable(find(d, 'Deployment', 'web'), 'SERVICE_BUS_NAMESPACE').value =
          'ai-servicebus.servicebus.windows.net';
      },
    },
  ],
  'each Envoy cluster names a Service and one of its ports': [
    {
      name: 'the Service of an application is missing',
      apply: (d) => removeObject(d, 'Service', 'agent'),
    },
    {
      name: 'the Service of a chart has another port',
      apply: (d) => {
        const [{ helm }] = find(d, 'Application', 'langfuse').spec.sources;
        helm.valuesObject.langfuse.web.service.externalPort = 3000;
      },
    },
  ],
  'each Envoy route names an existing cluster': [
    {
      name: 'a cluster is renamed',
      apply: (d) => {
        replaceIn(find(d, 'ConfigMap', 'ingress'), 'envoy.json', '"name": "web.ai:80"', '"name": "web"');
      },
    },
  ],
  'each Ingress backend names a Service and one of its ports': [
    {
      name: 'the backend port is that of the container',
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
  'the Gateway of each HTTPRoute admits it, and its backends exist': [
    {
      name: 'the Service of a backend is missing',
      in: 'gatewayForContainersPlatform',
      apply: (d) => removeObject(d, 'Service', 'web'),
    },
    {
      name: 'a listener does not admit the namespace of a chart',
      in: 'gatewayForContainersPlatform',
      apply: (d) => {
        find(d, 'Gateway', 'ingress').spec.listeners.find(
          ({ hostname }: { hostname?: string }) => hostname === 'langfuse.example.com',
        ).allowedRoutes.namespaces = { from: 'Same' };
      },
    },
    {
      name: 'the InferencePool is missing',
      in: 'inferenceGatewayPlatform',
      apply: (d) => removeObject(d, 'InferencePool', 'chat'),
    },
  ],
  'each InferencePool selects the pods of one server and one of their ports, and has an endpoint picker': [
    {
      name: 'the target port is that of the Service',
      in: 'inferenceGatewayPlatform',
      apply: (d) => {
        find(d, 'InferencePool', 'chat').spec.targetPorts[0].number = 80;
      },
    },
    {
      name: 'the endpoint picker serves another pool',
      in: 'inferenceGatewayPlatform',
      apply: (d) => {
        const { args } = container(find(d, 'Deployment', 'chat-epp'));
        args[args.indexOf('--pool-name=chat')] = '--pool-name=coder';
      },
    },
  ],
  'each Service, PodDisruptionBudget, PodMonitor and NetworkPolicy selects the pods of one workload and their ports':
    [
      {
        name: 'the PodMonitor names a port that does not exist',
        apply: (d) => {
          find(d, 'PodMonitor', 'coder').spec.podMetricsEndpoints[0].port = 'metrics';
        },
      },
      {
        name: 'the NetworkPolicy of a chart selects no pod',
        apply: (d) => {
          find(d, 'NetworkPolicy', 'langfuse-web').spec.podSelector.matchLabels.app = 'langfuse';
        },
      },
      {
        name: 'a Service is in another namespace',
        apply: (d) => {
          find(d, 'Service', 'chat').metadata.namespace = 'langfuse';
        },
      },
    ],
  'each NetworkPolicy admits every caller of its pods': [
    {
      name: 'a server admits only Prometheus',
      apply: (d) => {
        find(d, 'NetworkPolicy', 'chat').spec.ingress[0].from.shift();
      },
    },
    {
      name: 'a server admits only applications',
      apply: (d) => {
        find(d, 'NetworkPolicy', 'embedding').spec.ingress[0].from.pop();
      },
    },
    {
      name: 'a NetworkPolicy contains the port of the Service',
      apply: (d) => {
        find(d, 'NetworkPolicy', 'reasoner').spec.ingress[0].ports[0].port = 80;
      },
    },
    {
      name: 'a chart admits only its own namespace',
      apply: (d) => {
        find(d, 'NetworkPolicy', 'langfuse-web').spec.ingress[0].from = [{ podSelector: {} }];
      },
    },
    {
      name: 'the gateway is in another subnet',
      in: 'applicationGatewayPlatform',
      apply: (d) => {
        resource(d, 'azurerm_subnet', 'gateway').address_prefixes = ['10.0.18.0/24'];
      },
    },
    {
      name: 'the servers do not admit the endpoint picker',
      in: 'inferenceGatewayPlatform',
      apply: (d) => {
        find(d, 'NetworkPolicy', 'chat').spec.ingress[0].from[0].podSelector = {
          matchLabels: { 'app.kubernetes.io/component': 'http-app' },
        };
      },
    },
  ],
  'a pod without callers admits no connection': [
    {
      name: 'the NetworkPolicy of a ScaledJob is missing',
      apply: (d) => removeObject(d, 'NetworkPolicy', 'transcriber'),
    },
  ],
};
