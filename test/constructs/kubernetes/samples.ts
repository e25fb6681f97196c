import type { PodSecrets } from '../../../constructs/kubernetes/identity/key-vault-secrets';
import { httpAppProbePlan } from '../../../lib/engine/probes/http-app-probes';
import { inferenceProbePlan } from '../../../lib/engine/probes/vllm-probes';
import { clientId, tenantId } from '../../../lib/values/ids';

export const sampleClientId = clientId('aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb');
export const sampleTenantId = tenantId('cccccccc-4444-4555-8666-dddddddddddd');

export const gpuPlacement = {
  nodeSelector: { sku: 'gpu' },
  tolerations: [{ key: 'sku', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }],
} as const;

export const vllmProbes = inferenceProbePlan({ port: 8000, modelSizeGiB: 27.4 });

export const appProbes = httpAppProbePlan({
  port: 8000,
  maxProcessingSeconds: 30,
  startupSeconds: 60,
  paths: { live: '/health/live', ready: '/health/ready' },
});

/** Secrets from another source, which a construct accepts too. */
export const samplePodSecrets: PodSecrets = {
  volume: { name: 'key-vault-secrets', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true } },
  volumeMount: { name: 'key-vault-secrets', mountPath: '/mnt/secrets', readOnly: true },
  environment: [{ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'HF_TOKEN' } } }],
};
