import { isJsonObject, type JsonObject, listAt, mapAt, textAt } from '../../../values/json';
import type { DeploymentPicture, FoundObject } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { matchesLabels, podsOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const monitored = (port: string) => `
apiVersion: azmonitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: app, namespace: apps }
spec:
  selector: { matchLabels: { app: app } }
  podMetricsEndpoints: [{ port: ${port}, path: /metrics }]
---${deploymentExample('ports: [{ name: http, containerPort: 8000 }]')}`;

export const monitorPort: Rule = {
  id: 'network/monitor-port',
  title: 'A monitor must name a port of the pods or Services that it selects',
  severity: 'error',
  why: 'Prometheus keeps no target for the port, so there are no metrics: alerts stay silent and scaling by the metrics does nothing.',
  source:
    'prometheus-operator.dev/docs/api-reference (PodMetricsEndpoint, Endpoint); learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-crd (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: monitored('metrics') },
  good: { kubernetes: monitored('http') },
  check: (picture) =>
    picture.ofKind('PodMonitor', 'ServiceMonitor').flatMap((found) => {
      const isPods = found.object.kind === 'PodMonitor';
      const known = isPods ? podPorts(picture, found) : servicePortNames(picture, found);
      if (known === undefined) return [];
      const list = isPods ? 'spec.podMetricsEndpoints' : 'spec.endpoints';
      return listAt(found.object, list).flatMap((endpoint, index) => {
        // A number is no name; a relabelling can replace the port.
        const port = textAt(endpoint, 'port');
        if (port === undefined || known.includes(port) || rewritesAddress(endpoint)) return [];
        const what = isPods ? 'pods' : 'Services';
        return [
          {
            in: found,
            field: `${list}[${index}].port`,
            message: `The selected ${what} have no port named ${port}, so Prometheus scrapes nothing.`,
            expected:
              known.length === 0
                ? `a port with a name, which the ${what} do not have`
                : `one of the ports ${known.join(', ')}`,
            fix: `Correct the port, or give the port of the ${what} this name.`,
          },
        ];
      });
    }),
};

function rewritesAddress(endpoint: unknown): boolean {
  return listAt(endpoint, 'relabelings').some((each) => textAt(each, 'targetLabel') === '__address__');
}

/** Names of the ports of the selected pods; undefined if the files have none of these pods. */
function podPorts(picture: DeploymentPicture, monitor: FoundObject): readonly string[] | undefined {
  const pods = podsOf(picture).filter(({ labels, namespace }) => selects(monitor, labels, namespace));
  const ports = pods.flatMap(({ containers }) => containers.flatMap(({ json }) => listAt(json, 'ports')));
  return pods.length === 0 ? undefined : portNames(ports);
}

function servicePortNames(picture: DeploymentPicture, monitor: FoundObject): readonly string[] | undefined {
  const services = picture
    .ofKind('Service')
    .filter(({ object: { metadata } }) => selects(monitor, mapAt(metadata, 'labels'), metadata.namespace));
  return services.length === 0
    ? undefined
    : portNames(services.flatMap(({ object }) => listAt(object, 'spec.ports')));
}

function portNames(ports: readonly unknown[]): readonly string[] {
  return [...new Set(ports.flatMap((each) => textAt(each, 'name') ?? []))];
}

/** Expressions are read as a selector that may match: no opinion. */
function selects({ object }: FoundObject, labels: JsonObject, namespace: string | undefined): boolean {
  const selector = mapAt(object, 'spec.selector');
  if (listAt(selector, 'matchExpressions').length > 0) return false;
  const names = listAt(object, 'spec.namespaceSelector.matchNames');
  const isAny = isJsonObject(object['spec']) && mapAt(object, 'spec.namespaceSelector')['any'] === true;
  const isNamespace =
    isAny || (names.length > 0 ? names.includes(namespace) : namespace === object.metadata.namespace);
  return isNamespace && matchesLabels(mapAt(selector, 'matchLabels'), labels);
}
