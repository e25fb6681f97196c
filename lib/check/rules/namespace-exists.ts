import { clusterScopeTest } from '../cluster-scoped-kinds';
import { describeObject } from '../deployment-picture';
import type { Rule } from '../rule';

const id = 'namespace-exists';

export const namespaceExists: Rule = {
  id,
  title: 'Every namespaced object says a namespace that exists',
  severity: 'error',
  why: 'Without a namespace an object lands wherever Argo CD’s destination points, and a federated credential’s subject no longer fits its ServiceAccount.',
  source:
    'Azure/azure-workload-identity#340; kubernetes.io/docs/concepts/overview/working-with-objects/namespaces (2026-11)',
  check: ({ objects, existingNamespaces }) => {
    const isClusterScoped = clusterScopeTest(objects.map(({ object }) => object));
    const made = objects
      .filter(({ object }) => object.kind === 'Namespace')
      .map(({ object }) => object.metadata.name);
    const namespaces = new Set([...existingNamespaces, ...made]);
    return objects.flatMap(({ file, object }) => {
      const { namespace } = object.metadata;
      const at = { rule: id, file, object: describeObject(object), field: 'metadata.namespace' };
      if (isClusterScoped(object)) {
        if (namespace === undefined) return [];
        return [
          {
            ...at,
            is: `"${namespace}" on a ${object.kind}, which has no namespace`,
            mustBe: 'left out',
            fix: 'Remove the namespace.',
          },
        ];
      }
      if (namespace === undefined) {
        return [{ ...at, is: 'left out', mustBe: 'a namespace', fix: 'Set metadata.namespace.' }];
      }
      if (namespaces.has(namespace)) return [];
      return [
        {
          ...at,
          is: `"${namespace}", which nothing creates`,
          mustBe: `one of ${[...namespaces].sort().join(', ')}`,
          fix: 'Add a Namespace for it, or correct the name.',
        },
      ];
    });
  },
};
