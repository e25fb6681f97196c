import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { unheldSecretsOf } from '../../views/synced-secrets';
import { scaledSecretExample, secretHolderExample } from '../example-manifests';

export const syncedSecret: Rule = {
  id: 'scaling/synced-secret',
  title: 'A Secret that KEDA reads must exist before the first pod of the scaled workload',
  severity: 'error',
  why: 'KEDA reads the variables of its target before it builds a scaler. The CSI driver creates the Secret only when a pod mounts the SecretProviderClass. Each waits for the other, so no pod ever starts.',
  source:
    'kedacore/keda#2315; kedacore/keda 2.20.2 pkg/scaling/resolver/scale_resolvers.go; secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledSecretExample('replicas: 0') },
  good: { kubernetes: `${scaledSecretExample('replicas: 0')}---\n${secretHolderExample}` },
  check: (picture) =>
    unheldSecretsOf(picture)
      .filter(({ workload: { object } }) => {
        return object.kind === 'ScaledJob' || numberAt(object, 'spec.replicas') === 0;
      })
      .map(({ scaler, workload: { object }, secret, providerClass }) => ({
        in: scaler.found,
        message: `KEDA reads Secret ${secret} before it starts ${object.kind === 'ScaledJob' ? 'a Job' : `the first pod of ${object.kind} ${object.metadata.name}`}, and only those pods mount SecretProviderClass ${providerClass}, which creates it, so none ever starts ("error resolving secrets for ScaleTarget").`,
        expected: `a pod that always runs and mounts SecretProviderClass ${providerClass}`,
        fix: `Add a Deployment with one pod that mounts SecretProviderClass ${providerClass} under the same ServiceAccount.`,
      })),
};
