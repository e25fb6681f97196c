import { type Deployment, describeObject, type Json, matchesLabels, ofKind, resourcesOf } from './deployment';
import { containersOf, mountedConfigMaps, type PodTemplate, podTemplates } from './pods';
import { type Called, podPort, podsOfService, serviceOfHost } from './services';

/** A pod with namespace and labels, or an address outside of the cluster. */
export interface Caller {
  readonly who: string;
  readonly namespace?: string;
  readonly labels?: Json;
  readonly address?: string;
}

export interface InboundCall {
  readonly caller: Caller;
  readonly pod: PodTemplate;
  /** Port number of the pod; undefined if the pod does not have the port. */
  readonly port: number | undefined;
}

/** Whether the NetworkPolicies of a pod admit a caller at a port. A pod without policies admits every caller. */
export function admits(d: Deployment, pod: PodTemplate, caller: Caller, port: number): boolean {
  const policies = ofKind(d, 'NetworkPolicy').filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      matchesLabels(pod.template.metadata.labels, spec.podSelector.matchLabels),
  );
  if (policies.length === 0) return true;
  return policies
    .flatMap(({ metadata, spec }) =>
      (spec.ingress ?? []).map((rule: Json) => ({ rule, namespace: metadata.namespace })),
    )
    .some(
      ({ rule, namespace }) =>
        (rule.ports === undefined || rule.ports.some((each: Json) => each.port === port)) &&
        (rule.from === undefined || rule.from.some((peer: Json) => isPeer(peer, caller, namespace))),
    );
}

function isPeer(peer: Json, caller: Caller, policyNamespace: string): boolean {
  if (peer.ipBlock !== undefined)
    return caller.address !== undefined && isIn(caller.address, peer.ipBlock.cidr);
  if (caller.namespace === undefined) return false;
  const inNamespace =
    peer.namespaceSelector === undefined
      ? caller.namespace === policyNamespace
      : matchesLabels(
          { 'kubernetes.io/metadata.name': caller.namespace },
          peer.namespaceSelector.matchLabels,
        );
  return inNamespace && matchesLabels(caller.labels, peer.podSelector?.matchLabels);
}

function isIn(address: string, cidr: string): boolean {
  const [base, bits] = cidr.split('/') as [string, string];
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(address) / size) === Math.floor(number(base) / size);
}

/** All connections to pods that the manifests configure. */
export function inboundCalls(d: Deployment): readonly InboundCall[] {
  return [...calledByPods(d), ...calledByGateways(d), ...scraped(d), ...calledFromOutside(d)];
}

function callsOf(d: Deployment, caller: Caller, called: Called | undefined): readonly InboundCall[] {
  return podsOfService(d, called).map((pod) => ({ caller, pod, port: podPort(pod, called!) }));
}

function calledByPods(d: Deployment): readonly InboundCall[] {
  return podTemplates(d).flatMap((pod) => {
    const { namespace, template } = pod;
    const caller = { who: describeObject(pod.workload), namespace, labels: template.metadata.labels };
    const text = JSON.stringify([containersOf(pod), mountedConfigMaps(d, pod).map(({ data }) => data)]);
    const urlTargets = [...text.matchAll(/http:\/\/([\w.-]+)(?::(\d+))?/g)].map(([, host, port]) => ({
      host: host!,
      port: Number(port ?? 80),
    }));
    const envoyTargets = [
      ...text.matchAll(
        /\\"address\\":\s*\\"([\w.-]+svc\.cluster\.local\.)\\",(?:\\n|\s)*\\"port_value\\":\s*(\d+)/g,
      ),
    ].map(([, host, port]) => ({ host: host!, port: Number(port) }));
    return [...urlTargets, ...envoyTargets].flatMap(({ host, port }) =>
      callsOf(d, caller, serviceOfHost(d, namespace, host, port)),
    );
  });
}

/** An inference gateway calls model servers and endpoint pickers. Endpoint pickers read the metrics of the servers. */
function calledByGateways(d: Deployment): readonly InboundCall[] {
  return ofKind(d, 'InferencePool').flatMap(({ metadata, spec }) => {
    const { namespace } = metadata;
    const servers = podTemplates(d).filter(
      (pod) =>
        pod.namespace === namespace && matchesLabels(pod.template.metadata.labels, spec.selector.matchLabels),
    );
    const pickerService = serviceOfHost(
      d,
      namespace,
      spec.endpointPickerRef.name,
      spec.endpointPickerRef.port.number,
    );
    const gateways = ofKind(d, 'HTTPRoute')
      .filter(({ spec: route }) =>
        route.rules.some(({ backendRefs = [] }: Json) =>
          backendRefs.some(({ kind, name }: Json) => kind === 'InferencePool' && name === metadata.name),
        ),
      )
      .flatMap((route) =>
        route.spec.parentRefs.map((parent: Json) => ({
          who: `the gateway ${parent.name}`,
          namespace: parent.namespace ?? route.metadata.namespace,
          labels: { 'gateway.networking.k8s.io/gateway-name': parent.name },
        })),
      );
    const pickers = podsOfService(d, pickerService).map(({ workload, template }) => ({
      who: describeObject(workload),
      namespace,
      labels: template.metadata.labels,
    }));
    return [
      ...gateways.flatMap((gateway) => callsOf(d, gateway, pickerService)),
      ...[...gateways, ...pickers].flatMap((caller) =>
        servers.flatMap((pod) => spec.targetPorts.map(({ number }: Json) => ({ caller, pod, port: number }))),
      ),
    ];
  });
}

/** Managed Prometheus scrapes from pods in kube-system. */
function scraped(d: Deployment): readonly InboundCall[] {
  const caller = { who: 'Prometheus', namespace: 'kube-system', labels: { rsName: 'ama-metrics' } };
  return ofKind(d, 'PodMonitor').flatMap(({ metadata, spec }) =>
    podTemplates(d)
      .filter(
        (pod) =>
          pod.namespace === metadata.namespace &&
          matchesLabels(pod.template.metadata.labels, spec.selector.matchLabels),
      )
      .flatMap((pod) =>
        spec.podMetricsEndpoints.map((endpoint: Json) => ({
          caller,
          pod,
          port: containersOf(pod)
            .flatMap(({ ports }) => ports ?? [])
            .find(({ name }: Json) => name === endpoint.port)?.containerPort,
        })),
      ),
  );
}

/** An Azure gateway connects from its subnet to the pods behind an Ingress or HTTPRoute. */
function calledFromOutside(d: Deployment): readonly InboundCall[] {
  const subnets = resourcesOf(d, 'azurerm_subnet')
    .filter(([name]) => /gateway/i.test(name))
    .map(([, subnet]) => subnet.address_prefixes[0].split('/')[0] as string);
  const ingressTargets = ofKind(d, 'Ingress').flatMap(({ metadata, spec }) =>
    spec.rules
      .flatMap(({ http }: Json) => http.paths)
      .map(({ backend: { service } }: Json) =>
        serviceOfHost(d, metadata.namespace, service.name, service.port.number),
      ),
  );
  const routeTargets = ofKind(d, 'HTTPRoute').flatMap(({ metadata, spec }) =>
    spec.rules
      .flatMap(({ backendRefs }: Json) => backendRefs ?? [])
      .filter(({ kind }: Json) => kind !== 'InferencePool')
      .map(({ name, namespace, port }: Json) =>
        serviceOfHost(d, namespace ?? metadata.namespace, name, port),
      ),
  );
  return subnets.flatMap((address) =>
    [...ingressTargets, ...routeTargets].flatMap((called) =>
      callsOf(d, { who: `the gateway at ${address}`, address }, called),
    ),
  );
}
