import { valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf, servingKinds } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const deployment = (resources: string) => deploymentExample(`resources: { ${resources} }`);

export const requests: Rule = {
  id: 'scheduling/requests',
  title: 'A container must request CPU and memory',
  severity: 'warning',
  why: 'Without requests the scheduler puts too many pods on a node, and the cluster autoscaler does not add one.',
  source: 'learn.microsoft.com/azure/aks/developer-best-practices-resource-management (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deployment('requests: { cpu: 500m }') },
  good: { kubernetes: deployment('requests: { cpu: 500m, memory: 1Gi }') },
  check: (picture) => {
    const defaulted = new Set(picture.ofKind('LimitRange').map(({ object }) => object.metadata.namespace));
    return containersOf(picture)
      .filter(({ pod, isInit }) => servingKinds.includes(pod.owner.object.kind) && !isInit)
      .flatMap(({ pod, path, json }) => {
        const missing = ['cpu', 'memory'].filter((resource) => {
          const value =
            valueAt(json, `resources.requests.${resource}`) ?? valueAt(json, `resources.limits.${resource}`);
          return value === undefined || String(value) === '0';
        });
        // A LimitRange or pod-level resources can set them.
        const isElsewhere = defaulted.has(pod.namespace) || valueAt(pod.spec, 'resources') !== undefined;
        if (missing.length === 0 || isElsewhere) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.resources.requests`,
            message: `The container requests no ${missing.join(' and no ')}, so the scheduler can place it on a node without enough ${missing.join(' and ')}.`,
            expected: `a request for ${missing.join(' and ')}`,
            fix: `Set the request for ${missing.join(' and ')} to the typical usage of the container.`,
          },
        ];
      });
  },
};
