import { listAt, textAt } from '../../../values/json';
import { inNamespace } from '../../in-namespace';
import type { Rule } from '../../rule';
import { chartSourcesOf } from '../../views/chart-sources';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const app = (url: string) => `
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: apps }
spec: { ports: [{ port: 80 }] }
---${deploymentExample(`env: [{ name: OPENAI_BASE_URL, value: "${url}" }]`)}`;

export const address: Rule = {
  id: 'network/address',
  title: 'A URL in an environment variable must contain the name of an existing Service',
  severity: 'error',
  why: 'The application starts, but its first call fails because the host does not exist.',
  source: 'kubernetes.io/docs/concepts/services-networking/dns-pod-service (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: app('http://gateways/v1') },
  good: { kubernetes: app('http://gateway/v1') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) =>
      listAt(json, 'env').flatMap((variable, index) => {
        const [, name, urlNamespace] =
          /^https?:\/\/([a-z][a-z0-9-]*)(?:\.([a-z][a-z0-9-]*))?(?:\.svc(?:\.cluster\.local)?)?(?::\d+)?(?:\/|$)/.exec(
            textAt(variable, 'value') ?? '',
          ) ?? [];
        if (name === undefined || name === 'localhost') return [];
        const namespace = urlNamespace ?? pod.namespace;
        const services = picture
          .ofKind('Service')
          .filter(({ object }) => object.metadata.namespace === namespace);
        // The controller of a Gateway creates a Service for it, and a Helm chart can create
        // Services.
        const isCreatedInCluster =
          picture
            .ofKind('Gateway')
            .some(
              ({ object }) =>
                object.metadata.namespace === namespace && name.startsWith(object.metadata.name ?? name),
            ) ||
          picture
            .ofKind('Application')
            .some(
              ({ object }) =>
                chartSourcesOf(object).length > 0 &&
                textAt(object, 'spec.destination.namespace') === namespace,
            );
        if (isCreatedInCluster) return [];
        // A name with a dot may be a host outside the cluster. If these files contain no Service of
        // this namespace, another source creates them.
        if (services.length === 0 || services.some(({ object }) => object.metadata.name === name)) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.env[${index}].value`,
            message: `Service ${name} does not exist ${inNamespace(namespace)}, so every call to "${textAt(variable, 'value')}" fails.`,
            expected: `the address of one of the Services in the namespace: ${services.map(({ object }) => object.metadata.name).join(', ')}`,
            fix: 'Correct the host name.',
          },
        ];
      }),
    ),
};
