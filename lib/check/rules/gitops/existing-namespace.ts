import { clusterScopeTest } from '../../cluster-scoped-kinds';
import type { Rule } from '../../rule';

export const existingNamespace: Rule = {
  id: 'gitops/existing-namespace',
  title: 'Every namespaced object says a namespace that exists, and no other object says one',
  severity: 'error',
  why: 'Without a namespace an object lands wherever Argo CD’s destination points, and a federated credential’s subject no longer fits its ServiceAccount.',
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
    const made = objects
      .filter(({ object }) => object.kind === 'Namespace')
      .map(({ object }) => object.metadata.name);
    const namespaces = new Set([...(existingNamespaces ?? []), ...made]);
    return objects.flatMap((found) => {
      const { namespace } = found.object.metadata;
      const at = { in: found, field: 'metadata.namespace' };
      if (isClusterScoped(found.object)) {
        if (namespace === undefined) return [];
        return [
          {
            ...at,
            message: `"${namespace}" on a ${found.object.kind}, which has no namespace`,
            expected: 'left out',
            fix: 'Remove the namespace.',
          },
        ];
      }
      // Elsewhere the namespace may be the command's, or one that is there.
      if (existingNamespaces === undefined) return [];
      if (namespace === undefined) {
        return [{ ...at, message: 'left out', expected: 'a namespace', fix: 'Set metadata.namespace.' }];
      }
      if (namespaces.has(namespace)) return [];
      return [
        {
          ...at,
          message: `"${namespace}", which nothing creates`,
          expected: `one of ${[...namespaces].sort().join(', ')}`,
          fix: 'Add a Namespace for it, or correct the name.',
        },
      ];
    });
  },
};
