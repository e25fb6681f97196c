import { listAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { type Container, containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const restricted = (security: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: apps, labels: { pod-security.kubernetes.io/enforce: restricted } }
---${deploymentExample(`securityContext: { ${security}, capabilities: { drop: [ALL] } }`, {
  pod: 'securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }',
})}`;

export const podSecurity: Rule = {
  id: 'security/pod-security',
  title: 'A pod must comply with the Pod Security level of its namespace',
  severity: 'error',
  why: 'Kubernetes rejects the pods of the ReplicaSet. The Deployment has no replicas, and only an event reports it.',
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
      const [violation] = violationsOf(container);
      if (violation === undefined) return [];
      return [
        {
          in: pod.owner,
          field: `${path}.securityContext`,
          message: `Namespace ${pod.namespace} enforces the level restricted but ${violation}, so Kubernetes rejects the pod.`,
          expected: 'a securityContext that complies with the level restricted',
          fix: 'Correct the field in the securityContext of the container or of the pod.',
        },
      ];
    });
  },
};

function violationsOf({ json, pod }: Container): readonly string[] {
  const setting = (field: string) =>
    valueAt(json, `securityContext.${field}`) ?? valueAt(pod.spec, `securityContext.${field}`);
  const drops = listAt(json, 'securityContext.capabilities.drop');
  return [
    ...(valueAt(json, 'securityContext.allowPrivilegeEscalation') === false
      ? []
      : ['allowPrivilegeEscalation is not false']),
    ...(drops.includes('ALL') ? [] : ['capabilities.drop does not contain ALL']),
    ...(setting('runAsNonRoot') === true ? [] : ['runAsNonRoot is not true']),
    ...(setting('runAsUser') === 0 ? ['runAsUser is 0'] : []),
    ...(['RuntimeDefault', 'Localhost'].includes(String(setting('seccompProfile.type')))
      ? []
      : ['seccompProfile is not set']),
  ];
}
