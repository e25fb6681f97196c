import { isJsonObject, listAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { podsOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

/** Fields of a pod that share a namespace of the node. */
const sharedNamespaces = { hostNetwork: 'network', hostPID: 'processes', hostIPC: 'shared memory' } as const;

const pod = (fields: string) => deploymentExample('command: [run]', { pod: fields });

export const hostAccess: Rule = {
  id: 'security/host-access',
  title: 'A workload pod must not share the network, processes or files of its node',
  severity: 'warning',
  why: 'A pod in the namespaces or files of its node passes network policies and reads the credentials of the kubelet.',
  source: 'kubernetes.io/docs/concepts/security/pod-security-standards (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: pod('volumes: [{ name: host, hostPath: { path: /var/lib/kubelet } }]') },
  good: { kubernetes: pod('volumes: [{ name: cache, emptyDir: {} }]') },
  check: (picture) =>
    podsOf(picture)
      // Node agents are DaemonSets and work on the node.
      .filter(({ owner }) => owner.object.kind !== 'DaemonSet')
      .flatMap((pod) => {
        const at = (field: string) => [pod.path, 'spec', field].filter(Boolean).join('.');
        const namespaces = Object.entries(sharedNamespaces)
          .filter(([field]) => pod.spec[field] === true)
          .map(([field, what]) => ({
            in: pod.owner,
            field: at(field),
            message: `The pod uses the ${what} of its node, so network policies and the isolation of pods do not apply.`,
            expected: `${field}: false`,
            fix: `Remove ${field}.`,
          }));
        const volumes = listAt(pod.spec, 'volumes').flatMap((volume, index) =>
          isJsonObject(valueAt(volume, 'hostPath'))
            ? [
                {
                  in: pod.owner,
                  field: at(`volumes[${index}].hostPath`),
                  message: `The pod mounts ${textAt(volume, 'hostPath.path') ?? 'a path'} of its node, whose files belong to other pods and to the kubelet.`,
                  expected: 'an emptyDir, a claim or a CSI volume',
                  fix: 'Use an emptyDir for a cache, a claim on local NVMe disks for models, and a CSI volume for secrets.',
                },
              ]
            : [],
        );
        return [...namespaces, ...volumes];
      }),
};
