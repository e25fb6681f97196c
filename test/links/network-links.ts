import { envoyConfigs, urls } from './addresses';
import { type Deployment, describeObject, type Json, matchesLabels, ofKind, resourcesOf } from './deployment';
import { type Link, missing } from './link';
import { admits, inboundCalls } from './network-policies';
import { containersOf, podTemplates, variablesOf } from './pods';
import { isInCluster, podsOfService, serviceOfHost, serviceOfUrl } from './services';

/** Links between callers, addresses, ports and NetworkPolicies. */
export const networkLinks: readonly Link[] = [
  {
    name: 'each URL inside the cluster names a Service and one of its ports',
    broken: (d) =>
      urls(d).flatMap(({ who, namespace, url }) =>
        missing(
          !isInCluster(new URL(url).hostname) || serviceOfUrl(d, namespace, url) !== undefined,
          `${who} calls ${url}`,
        ),
      ),
  },
  {
    name: 'each URL outside of the cluster uses HTTPS, and each Azure URL names a resource of the stack',
    broken: (d) =>
      urls(d).flatMap(({ who, url }) => {
        const { hostname, protocol } = new URL(url);
        if (isInCluster(hostname)) return [];
        const [name, suffix] = [hostname.split('.')[0], hostname.slice(hostname.indexOf('.') + 1)];
        const types: Record<string, string> = {
          'blob.core.windows.net': 'azurerm_storage_account',
          'vault.azure.net': 'azurerm_key_vault',
          'servicebus.windows.net': 'azurerm_servicebus_namespace',
        };
        const type = types[suffix!];
        return missing(
          protocol === 'https:' &&
            (type === undefined || resourcesOf(d, type).some(([, resource]) => resource.name === name)),
          `${who} calls ${url}`,
        );
      }),
  },
  {
    name: 'each Service Bus address of an application is that of the stack',
    broken: (d) =>
      podTemplates(d).flatMap((pod) => {
        const address = variablesOf(pod)['SERVICE_BUS_NAMESPACE'];
        const known = resourcesOf(d, 'azurerm_servicebus_namespace').map(
          ([, { name }]) => `${name}.servicebus.windows.net`,
        );
        return missing(
          address === undefined || known.includes(address),
          `${describeObject(pod.workload)} calls ${address}`,
        );
      }),
  },
  {
    name: 'each Envoy cluster names a Service and one of its ports',
    broken: (d) =>
      envoyConfigs(d).flatMap(({ who, namespace, config }) =>
        config.static_resources.clusters
          .flatMap(({ load_assignment }: Json) => load_assignment.endpoints)
          .flatMap(({ lb_endpoints }: Json) => lb_endpoints)
          .flatMap(({ endpoint }: Json) => {
            const { address, port_value } = endpoint.address.socket_address;
            return missing(
              serviceOfHost(d, namespace, address, port_value),
              `${who} sends to ${address}:${port_value}`,
            );
          }),
      ),
  },
  {
    name: 'each Envoy route names an existing cluster',
    broken: (d) =>
      envoyConfigs(d).flatMap(({ who, config }) => {
        const clusters = config.static_resources.clusters.map(({ name }: Json) => name);
        return [
          ...JSON.stringify(config.static_resources.listeners).matchAll(/"route":\{"cluster":"([^"]+)"/g),
        ].flatMap(([, cluster]) => missing(clusters.includes(cluster), `${who} has no cluster ${cluster}`));
      }),
  },
  {
    name: 'each Ingress backend names a Service and one of its ports',
    broken: (d) =>
      ofKind(d, 'Ingress').flatMap(({ metadata, spec }) =>
        spec.rules
          .flatMap(({ http }: Json) => http.paths)
          .flatMap(({ backend: { service } }: Json) =>
            missing(
              serviceOfHost(d, metadata.namespace, service.name, service.port.number),
              `${metadata.name} leads to ${service.name}`,
            ),
          ),
      ),
  },
  {
    name: 'the Gateway of each HTTPRoute admits it, and its backends exist',
    broken: (d) =>
      ofKind(d, 'HTTPRoute').flatMap(({ metadata, spec }) => [
        ...spec.parentRefs.flatMap((parent: Json) => {
          const namespace = parent.namespace ?? metadata.namespace;
          const gateway = find(d, 'Gateway', namespace, parent.name);
          return missing(
            gateway?.spec.listeners.some(
              ({ name, allowedRoutes }: Json) =>
                (parent.sectionName === undefined || parent.sectionName === name) &&
                (namespace === metadata.namespace || admitsNamespace(allowedRoutes, metadata.namespace)),
            ),
            `${metadata.name} is not admitted by Gateway ${parent.name}`,
          );
        }),
        ...spec.rules
          .flatMap(({ backendRefs }: Json) => backendRefs ?? [])
          .flatMap((backend: Json) =>
            missing(
              backend.kind === 'InferencePool'
                ? find(d, 'InferencePool', backend.namespace ?? metadata.namespace, backend.name)
                : serviceOfHost(d, backend.namespace ?? metadata.namespace, backend.name, backend.port),
              `${metadata.name} leads to ${backend.name}`,
            ),
          ),
      ]),
  },
  {
    name: 'each InferencePool selects the pods of one server and one of their ports, and has an endpoint picker',
    broken: (d) =>
      ofKind(d, 'InferencePool').flatMap(({ metadata, spec }) => {
        const pods = podTemplates(d).filter(
          ({ namespace, template }) =>
            namespace === metadata.namespace &&
            matchesLabels(template.metadata.labels, spec.selector.matchLabels),
        );
        const ports = pods.flatMap((pod) => containersOf(pod).flatMap((container) => container.ports ?? []));
        const { name, port } = spec.endpointPickerRef;
        const picker = serviceOfHost(d, metadata.namespace, name, port.number);
        return [
          ...missing(
            pods.length === 1 &&
              spec.targetPorts.every(({ number }: Json) =>
                ports.some(({ containerPort }: Json) => containerPort === number),
              ),
            `${metadata.name} selects ${pods.length} pods`,
          ),
          ...missing(
            podsOfService(d, picker).some((pod) =>
              containersOf(pod)[0].args?.includes(`--pool-name=${metadata.name}`),
            ),
            `${metadata.name} has no picker ${name}:${port.number}`,
          ),
        ];
      }),
  },
  {
    name: 'each Service, PodDisruptionBudget, PodMonitor and NetworkPolicy selects the pods of one workload and their ports',
    broken: (d) =>
      ['Service', 'PodDisruptionBudget', 'PodMonitor', 'NetworkPolicy']
        .flatMap((kind) => ofKind(d, kind))
        // A namespaceSelector selects pods of add-ons.
        .filter(({ spec }) => spec.namespaceSelector === undefined)
        .flatMap((object) => {
          const { spec } = object;
          const selectors: Record<string, Json> = {
            Service: spec.selector,
            NetworkPolicy: spec.podSelector?.matchLabels,
          };
          const selector = selectors[object.kind] ?? spec.selector.matchLabels;
          const pods = podTemplates(d).filter(
            ({ namespace, template }) =>
              namespace === object.metadata.namespace && matchesLabels(template.metadata.labels, selector),
          );
          const ports = pods.flatMap((pod) =>
            containersOf(pod).flatMap((container) => container.ports ?? []),
          );
          const namedPorts = [
            ...(spec.ports ?? []).map((port: Json) => port.targetPort ?? port.port),
            ...(spec.podMetricsEndpoints ?? []).map((endpoint: Json) => endpoint.port),
            ...(spec.ingress ?? []).flatMap((rule: Json) =>
              (rule.ports ?? []).map((port: Json) => port.port),
            ),
          ];
          const known = namedPorts.every((named) =>
            ports.some((port: Json) => port.name === named || port.containerPort === named),
          );
          const workloads = new Set(pods.map(({ workload }) => workload));
          return missing(
            workloads.size === 1 && known,
            `${describeObject(object)} selects ${workloads.size} workloads`,
          );
        }),
  },
  {
    name: 'each NetworkPolicy admits every caller of its pods',
    broken: (d) =>
      inboundCalls(d).flatMap(({ caller, pod, port }) =>
        missing(
          port !== undefined && admits(d, pod, caller, port),
          `${caller.who} cannot connect to ${describeObject(pod.workload)} at ${port}`,
        ),
      ),
  },
  {
    name: 'a pod without callers admits no connection',
    broken: (d) =>
      podTemplates(d)
        .filter(
          (pod) =>
            ['CronJob', 'ScaledJob'].includes(pod.workload.kind) ||
            variablesOf(pod)['SERVICE_BUS_QUEUE'] !== undefined ||
            variablesOf(pod)['SERVICE_BUS_SUBSCRIPTION'] !== undefined,
        )
        .filter((pod) => containersOf(pod).every(({ ports }) => ports === undefined))
        .flatMap((pod) =>
          missing(
            !admits(d, pod, { who: 'a pod', namespace: pod.namespace, labels: {} }, 8000),
            `${describeObject(pod.workload)} admits connections`,
          ),
        ),
  },
];

function find(d: Deployment, kind: string, namespace: string, name: string): Json | undefined {
  return ofKind(d, kind).find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
}

function admitsNamespace(allowedRoutes: Json, namespace: string): boolean {
  const { from, selector } = allowedRoutes?.namespaces ?? {};
  return (
    from === 'All' ||
    (from === 'Selector' && matchesSelector({ 'kubernetes.io/metadata.name': namespace }, selector))
  );
}

function matchesSelector(labels: Json, selector: Json): boolean {
  return (
    matchesLabels(labels, selector.matchLabels) &&
    (selector.matchExpressions ?? []).every(
      ({ key, operator, values }: Json) => operator === 'In' && values.includes(labels[key]),
    )
  );
}
