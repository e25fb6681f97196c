import { textAt } from '../../../values/json';
import type { DeploymentPicture } from '../../deployment-picture';
import { inNamespace } from '../../in-namespace';
import type { Rule } from '../../rule';
import { chartSourcesOf } from '../../views/chart-sources';
import { type ClusterUrl, clusterUrlsOf, servicePorts } from '../../views/cluster-urls';
import { deploymentExample } from '../example-manifests';

const app = (url: string) => `
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: apps }
spec: { ports: [{ port: 80 }] }
---${deploymentExample(`env: [{ name: OPENAI_BASE_URL, value: "${url}" }]`)}`;

export const address: Rule = {
  id: 'network/address',
  title: 'A URL must contain the name of an existing Service and one of its ports',
  severity: 'error',
  why: 'The application starts, but its first call fails because the host does not exist or no Service listens on the port.',
  source: 'kubernetes.io/docs/concepts/services-networking/dns-pod-service; …/service (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: app('http://gateways/v1') },
  good: { kubernetes: app('http://gateway/v1') },
  check: (picture) =>
    clusterUrlsOf(picture).flatMap((each) => {
      // A text can contain any host; only the name of a variable's Service may stand alone.
      if (each.in.object.kind === 'ConfigMap' && !each.isCertain) return [];
      return [...hostProblem(picture, each), ...portProblem(picture, each)].map((problem) => ({
        in: each.in,
        field: each.field,
        ...problem,
      }));
    }),
};

function hostProblem(picture: DeploymentPicture, { service, namespace, url, in: { object } }: ClusterUrl) {
  const services = picture
    .ofKind('Service')
    .filter((each) => each.object.metadata.namespace === namespace)
    .map((each) => each.object.metadata.name);
  // A name in a configuration that has no namespace of its own resolves in that of its reader.
  if (object.kind === 'ConfigMap' && namespace === object.metadata.namespace && !url.includes('.svc'))
    return [];
  if (isCreatedInCluster(picture, service, namespace)) return [];
  // A name with a dot may be a host outside the cluster. If these files contain no Service of this
  // namespace, another source creates them.
  if (services.length === 0 || services.includes(service)) return [];
  return [
    {
      message: `Service ${service} does not exist ${inNamespace(namespace)}, so every call to "${url}" fails.`,
      expected: `the address of one of the Services in the namespace: ${services.join(', ')}`,
      fix: 'Correct the host name.',
    },
  ];
}

/**
 * Controllers create Services: of a Gateway, and of a custom resource with the name of the Service,
 * such as a Workspace of KAITO or an InferenceService of KServe. So can a Helm chart.
 */
function isCreatedInCluster(
  picture: DeploymentPicture,
  service: string,
  namespace: string | undefined,
): boolean {
  return (
    picture.objects.some(
      ({ object }) =>
        object.metadata.namespace === namespace &&
        /^[^/]+\.[^/]+\//.test(object.apiVersion) &&
        !/^[^/]*\.k8s\.io\//.test(object.apiVersion) &&
        service.startsWith(object.metadata.name),
    ) ||
    picture
      .ofKind('Gateway')
      .some(
        ({ object }) =>
          object.metadata.namespace === namespace && service.startsWith(object.metadata.name ?? service),
      ) ||
    picture
      .ofKind('Application')
      .some(
        ({ object }) =>
          chartSourcesOf(object).length > 0 && textAt(object, 'spec.destination.namespace') === namespace,
      )
  );
}

function portProblem(picture: DeploymentPicture, { service, namespace, port, url }: ClusterUrl) {
  const found = picture.find('Service', service, namespace);
  const ports = found && servicePorts(found);
  if (ports === undefined || ports.includes(port)) return [];
  return [
    {
      message: `"${url}" is port ${port}, and Service ${service} ${inNamespace(namespace)} has ${ports.length === 1 ? 'only the port' : 'the ports'} ${ports.join(', ')}, so every call fails.`,
      expected: ports.length === 1 ? `port ${ports[0]}` : `one of the ports ${ports.join(', ')}`,
      fix: `Correct the port of the URL, or add the port ${port} to the Service.`,
    },
  ];
}
