import { type CalledService, chartServices, gatewayServices } from './chart-objects';
import { type Deployment, type Json, matchesLabels, ofKind } from './deployment';
import { containersOf, type PodTemplate, podTemplates } from './pods';

/** Services of the manifests, of charts and of gateways. */
export function servicesOf(d: Deployment): readonly CalledService[] {
  const own = ofKind(d, 'Service').map(({ metadata, spec }) => ({
    name: metadata.name,
    namespace: metadata.namespace,
    ports: spec.ports.map(({ port, targetPort }: Json) => ({ port, targetPort: targetPort ?? port })),
    selector: spec.selector,
  }));
  return [...own, ...chartServices(d), ...gatewayServices(d)];
}

/** A Service and the port that a caller uses. */
export interface Called {
  readonly service: CalledService;
  readonly port: number;
}

/** The Service of a DNS name in a namespace: `vllm`, `vllm.ai`, `vllm.ai.svc.cluster.local.` */
export function serviceOfHost(
  d: Deployment,
  namespace: string,
  host: string,
  port: number,
): Called | undefined {
  const [name, inNamespace = namespace] = host
    .replace(/\.?$/, '')
    .replace(/\.svc(\.cluster\.local)?$/, '')
    .split('.');
  const service = servicesOf(d).find((each) => each.name === name && each.namespace === inNamespace);
  return service?.ports.some((each) => each.port === port) ? { service, port } : undefined;
}

export function isInCluster(host: string): boolean {
  return !host.includes('.') || /\.svc(\.cluster\.local)?\.?$/.test(host);
}

/** The Service of a URL; undefined if no Service has the name and port. */
export function serviceOfUrl(d: Deployment, namespace: string, url: string): Called | undefined {
  const { hostname, port, protocol } = new URL(url);
  const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  return isInCluster(hostname) ? serviceOfHost(d, namespace, hostname, number) : undefined;
}

/** Pods behind a Service. */
export function podsOfService(d: Deployment, called: Called | undefined): readonly PodTemplate[] {
  if (called?.service.selector === undefined) return [];
  const { service } = called;
  return podTemplates(d).filter(
    ({ namespace, template }) =>
      namespace === service.namespace && matchesLabels(template.metadata.labels, service.selector),
  );
}

/** Number of the pod port that the Service port targets. */
export function podPort(pod: PodTemplate, { service, port }: Called): number | undefined {
  const target = service.ports.find((each) => each.port === port)!.targetPort;
  return containersOf(pod)
    .flatMap(({ ports }) => ports ?? [])
    .find((each: Json) => each.name === target || each.containerPort === target)?.containerPort;
}
