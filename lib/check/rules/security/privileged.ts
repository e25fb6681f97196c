import { valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';

const pod = (security: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec: { template: { spec: { containers: [{ name: app, image: "app:1.0.0", securityContext: { ${security} } }] } } }
`;

export const privileged: Rule = {
  id: 'security/privileged',
  title: 'A workload has no privileges on its node',
  severity: 'error',
  why: 'Whoever gets into a privileged container has the node, and with it the secrets of every pod on it.',
  source: 'kubernetes.io/docs/concepts/security/pod-security-standards (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: pod('privileged: true') },
  good: { kubernetes: pod('allowPrivilegeEscalation: false') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) => {
      // Agents of the node are DaemonSets, and need it.
      if (pod.owner.object.kind === 'DaemonSet' || valueAt(json, 'securityContext.privileged') !== true)
        return [];
      return [
        {
          in: pod.owner,
          field: `${path}.securityContext.privileged`,
          message: 'true',
          expected: 'false',
          fix: 'Remove it; GPUs need no privileges.',
        },
      ];
    }),
};
