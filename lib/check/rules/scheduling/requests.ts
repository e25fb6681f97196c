import { textAt, valueAt } from '../../json';
import type { Rule } from '../../rule';
import { containersOf, servingKinds } from '../../views/pods';

const deployment = (resources: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec: { containers: [{ name: app, image: "app:1.0.0", resources: { ${resources} } }] }
`;

export const requests: Rule = {
  id: 'scheduling/requests',
  title: 'A container says what CPU and memory it needs',
  severity: 'warning',
  why: 'Without requests the scheduler packs a node until it thrashes, and the autoscaler sees no reason for another one.',
  source: 'learn.microsoft.com/azure/aks/developer-best-practices-resource-management (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deployment('requests: { cpu: 500m }') },
  good: { kubernetes: deployment('requests: { cpu: 500m, memory: 1Gi }') },
  check: (picture) =>
    containersOf(picture)
      .filter(({ pod, isInit }) => servingKinds.includes(pod.owner.object.kind) && !isInit)
      .flatMap(({ pod, path, json }) => {
        const missing = ['cpu', 'memory'].filter((resource) => {
          const value =
            valueAt(json, `resources.requests.${resource}`) ?? valueAt(json, `resources.limits.${resource}`);
          return value === undefined || textAt(json, 'resources.requests.memory') === '0';
        });
        if (missing.length === 0) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.resources.requests`,
            is: `without ${missing.join(' and ')}`,
            mustBe: 'what the container needs in everyday use',
            fix: `Add ${missing.join(' and ')}.`,
          },
        ];
      }),
};
