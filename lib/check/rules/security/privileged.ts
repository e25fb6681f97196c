import { valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const pod = (security: string) => deploymentExample(`securityContext: { ${security} }`);

export const privileged: Rule = {
  id: 'security/privileged',
  title: 'A workload container must not be privileged',
  severity: 'error',
  why: 'An attacker who breaks out of a privileged container controls the node and reads the secrets of every pod on it.',
  source: 'kubernetes.io/docs/concepts/security/pod-security-standards (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: pod('privileged: true') },
  good: { kubernetes: pod('allowPrivilegeEscalation: false') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) => {
      // Node agents are DaemonSets and need privileges.
      if (pod.owner.object.kind === 'DaemonSet' || valueAt(json, 'securityContext.privileged') !== true)
        return [];
      return [
        {
          in: pod.owner,
          field: `${path}.securityContext.privileged`,
          message: 'The container is privileged, so an attacker in it controls the node.',
          expected: 'privileged: false',
          fix: 'Remove privileged; GPUs do not require it.',
        },
      ];
    }),
};
