import { listAt, textAt } from '../../../values/json';
import type { FoundObject } from '../../deployment-picture';
import { inNamespace } from '../../in-namespace';
import type { Rule } from '../../rule';

const ingress = (service: string) => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: apps }
spec: { ports: [{ port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: apps }
spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${service}, port: { number: 80 } } } }] } }] }
`;

export const backend: Rule = {
  id: 'network/backend',
  title: 'A route must point to an existing Service',
  severity: 'error',
  why: 'The gateway answers every request with 502 or 503.',
  source: 'kubernetes.io/docs/concepts/services-networking/ingress (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: ingress('app') },
  good: { kubernetes: ingress('web') },
  check: (picture) =>
    picture.ofKind('Ingress', 'HTTPRoute').flatMap((found) =>
      backendsOf(found).flatMap(({ field, name, namespace }) => {
        const services = picture
          .ofKind('Service')
          .filter(({ object }) => object.metadata.namespace === namespace);
        // If these files contain no Service of this namespace, another source creates them.
        if (services.length === 0 || services.some(({ object }) => object.metadata.name === name)) return [];
        return [
          {
            in: found,
            field,
            message: `Service ${name} does not exist ${inNamespace(namespace)}, so the gateway answers with 502 or 503.`,
            expected: `one of the Services in the namespace: ${services.map(({ object }) => object.metadata.name).join(', ')}`,
            fix: 'Correct the Service name.',
          },
        ];
      }),
    ),
};

function backendsOf({ object }: FoundObject) {
  const { namespace } = object.metadata;
  const ingress = listAt(object, 'spec.rules').flatMap((rule, r) =>
    listAt(rule, 'http.paths').map((path, p) => ({
      field: `spec.rules[${r}].http.paths[${p}].backend.service.name`,
      name: textAt(path, 'backend.service.name'),
      namespace,
    })),
  );
  const route = listAt(object, 'spec.rules').flatMap((rule, r) =>
    listAt(rule, 'backendRefs')
      .map((backend, b) => ({ backend, field: `spec.rules[${r}].backendRefs[${b}].name` }))
      .filter(({ backend }) => (textAt(backend, 'kind') ?? 'Service') === 'Service')
      .map(({ backend, field }) => ({
        field,
        name: textAt(backend, 'name'),
        namespace: textAt(backend, 'namespace') ?? namespace,
      })),
  );
  return (object.kind === 'Ingress' ? ingress : route).filter(({ name }) => name !== undefined);
}
