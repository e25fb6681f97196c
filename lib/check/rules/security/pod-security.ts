import { listAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { type Container, containersOf } from '../../views/pods';

const restricted = (security: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: apps, labels: { pod-security.kubernetes.io/enforce: restricted } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec:
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers: [{ name: app, image: "app:1.0.0", securityContext: { ${security}, capabilities: { drop: [ALL] } } }]
`;

export const podSecurity: Rule = {
  id: 'security/pod-security',
  title: 'A pod is admitted by the level of its namespace',
  severity: 'error',
  why: 'The ReplicaSet cannot make its pods: the Deployment stands still, and says so only in an event.',
  source: 'kubernetes.io/docs/concepts/security/pod-security-standards (restricted) (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: restricted('allowPrivilegeEscalation: true') },
  good: { kubernetes: restricted('allowPrivilegeEscalation: false') },
  check: (picture) => {
    const namespaces = new Set(
      picture
        .ofKind('Namespace')
        .filter(
          ({ object }) => object.metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted',
        )
        .map(({ object }) => object.metadata.name),
    );
    return containersOf(picture).flatMap((container) => {
      const { pod, path } = container;
      if (pod.namespace === undefined || !namespaces.has(pod.namespace)) return [];
      const [first] = violationsOf(container);
      if (first === undefined) return [];
      return [
        {
          in: pod.owner,
          field: `${path}.securityContext`,
          message: `refused in ${pod.namespace}: ${first}`,
          expected: 'within the level "restricted" of the namespace',
          fix: 'Add it to the securityContext of the container or the pod.',
        },
      ];
    });
  },
};

function violationsOf({ json, pod }: Container): readonly string[] {
  const of = (field: string) =>
    valueAt(json, `securityContext.${field}`) ?? valueAt(pod.spec, `securityContext.${field}`);
  const drops = listAt(json, 'securityContext.capabilities.drop');
  return [
    ...(valueAt(json, 'securityContext.allowPrivilegeEscalation') === false
      ? []
      : ['allowPrivilegeEscalation is not false']),
    ...(drops.includes('ALL') ? [] : ['not all capabilities are dropped']),
    ...(of('runAsNonRoot') === true ? [] : ['runAsNonRoot is not true']),
    ...(of('runAsUser') === 0 ? ['runAsUser is 0'] : []),
    ...(['RuntimeDefault', 'Localhost'].includes(String(of('seccompProfile.type')))
      ? []
      : ['there is no seccompProfile']),
  ];
}
