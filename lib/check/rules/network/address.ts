import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { chartSourcesOf } from '../../views/chart-sources';
import { containersOf } from '../../views/pods';

const app = (url: string) => `
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: apps }
spec: { ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec: { containers: [{ name: app, image: "app:1.0.0", env: [{ name: OPENAI_BASE_URL, value: "${url}" }] }] }
`;

export const address: Rule = {
  id: 'network/address',
  title: 'An address in a variable is that of a Service',
  severity: 'error',
  why: 'The application starts, and its first call fails: a host of that name is not there.',
  source: 'kubernetes.io/docs/concepts/services-networking/dns-pod-service (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: app('http://gateways/v1') },
  good: { kubernetes: app('http://gateway/v1') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) =>
      listAt(json, 'env').flatMap((variable, index) => {
        const [, name, inNamespace] =
          /^https?:\/\/([a-z][a-z0-9-]*)(?:\.([a-z][a-z0-9-]*))?(?:\.svc(?:\.cluster\.local)?)?(?::\d+)?(?:\/|$)/.exec(
            textAt(variable, 'value') ?? '',
          ) ?? [];
        if (name === undefined || name === 'localhost') return [];
        const namespace = inNamespace ?? pod.namespace;
        const services = picture
          .ofKind('Service')
          .filter(({ object }) => object.metadata.namespace === namespace);
        // A Gateway has a Service that its controller makes, and a chart has its own.
        const isMadeInCluster =
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
        if (isMadeInCluster) return [];
        // A name with a dot may be a host of the company; with no Service of the namespace here they are made elsewhere.
        if (services.length === 0 || services.some(({ object }) => object.metadata.name === name)) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.env[${index}].value`,
            message: `"${textAt(variable, 'value')}", and ${namespace ?? 'the namespace'} has no Service "${name}"`,
            expected: `the address of one of ${services.map(({ object }) => object.metadata.name).join(', ')}`,
            fix: 'Correct the name.',
          },
        ];
      }),
    ),
};
