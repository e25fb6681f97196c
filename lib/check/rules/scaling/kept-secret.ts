import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { unheldSecretsOf } from '../../views/synced-secrets';
import { scaledSecretExample, secretHolderExample } from '../example-manifests';

/**
 * Kubernetes' default of `revisionHistoryLimit`: kubernetes.io/docs/concepts/workloads/controllers/
 * deployment, "Clean up Policy" (2026-12).
 */
const defaultHistory = 10;

export const keptSecret: Rule = {
  id: 'scaling/kept-secret',
  title: 'A Secret that KEDA reads must not be deleted with an old ReplicaSet',
  severity: 'warning',
  why: 'The CSI driver makes the ReplicaSet of the pod the owner of the Secret. At zero replicas, each new image adds a ReplicaSet without a pod. When the history limit removes the owner, Kubernetes deletes the Secret, and after the next restart of KEDA nothing scales. The rule reports a limit below the default of 10.',
  source:
    'secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret; kubernetes.io/docs/concepts/workloads/controllers/deployment, "Clean up Policy" (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledSecretExample('revisionHistoryLimit: 2') },
  good: { kubernetes: `${scaledSecretExample('revisionHistoryLimit: 2')}---\n${secretHolderExample}` },
  check: (picture) =>
    unheldSecretsOf(picture).flatMap(({ workload, secret, providerClass }) => {
      const { object } = workload;
      const limit = numberAt(object, 'spec.revisionHistoryLimit') ?? defaultHistory;
      if (object.kind !== 'Deployment' || numberAt(object, 'spec.replicas') === 0) return [];
      if (limit >= defaultHistory) return [];
      return [
        {
          in: workload,
          field: 'spec.revisionHistoryLimit',
          message: `After ${limit + 1} ${limit === 0 ? 'update' : 'updates'} at zero replicas Kubernetes deletes the last ReplicaSet that had a pod, and with it Secret ${secret}, without which KEDA starts no pod.`,
          expected: `a pod that always runs and mounts SecretProviderClass ${providerClass}`,
          fix: `Add a Deployment with one pod that mounts SecretProviderClass ${providerClass} under the same ServiceAccount.`,
        },
      ];
    }),
};
