import { clusterScopeTest } from '../../cluster-scoped-kinds';
import type { Rule } from '../../rule';

export const existingNamespace: Rule = {
  id: 'gitops/existing-namespace',
  title: 'A namespaced object must set an existing namespace, and a cluster-scoped object must not set one',
  severity: 'error',
  why: 'Without a namespace, an object lands in the destination namespace of its Argo CD application. A ServiceAccount there no longer matches the subject of its federated credential.',
  source:
    'Azure/azure-workload-identity#340; kubernetes.io/docs/concepts/overview/working-with-objects/namespaces (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader, namespace: default }
`,
  },
  good: {
    kubernetes: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
`,
  },
  check: ({ objects, context: { existingNamespaces } }) => {
    const isClusterScoped = clusterScopeTest(objects.map(({ object }) => object));
    const created = objects
      .filter(({ object }) => object.kind === 'Namespace')
      .map(({ object }) => object.metadata.name);
    const namespaces = new Set([...(existingNamespaces ?? []), ...created]);
    return objects.flatMap((found) => {
      const { namespace } = found.object.metadata;
      const at = { in: found, field: 'metadata.namespace' };
      if (isClusterScoped(found.object)) {
        if (namespace === undefined) return [];
        return [
          {
            ...at,
            message: `${found.object.kind} is cluster-scoped, so it cannot have the namespace "${namespace}".`,
            expected: 'no namespace',
            fix: 'Remove metadata.namespace.',
          },
        ];
      }
      // Without a list of existing namespaces, the namespace can exist in the cluster or come from
      // the command line.
      if (existingNamespaces === undefined) return [];
      if (namespace === undefined) {
        return [
          {
            ...at,
            message:
              'The object has no namespace, so it lands in the destination namespace of its application.',
            expected: 'a namespace',
            fix: 'Set metadata.namespace.',
          },
        ];
      }
      if (namespaces.has(namespace)) return [];
      return [
        {
          ...at,
          message: `No manifest creates namespace ${namespace}, so the sync of the object fails.`,
          expected: `one of the existing namespaces: ${[...namespaces].sort().join(', ')}`,
          fix: 'Add a Namespace object, or correct the name.',
        },
      ];
    });
  },
};
