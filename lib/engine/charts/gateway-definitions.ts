import { clusterKinds, externalSyncWaves, type KnownApplication } from './known-application';

const shared = {
  // Definitions have no namespace; an Application needs one that exists.
  namespace: 'default',
  podSecurity: 'restricted',
  namespaced: false,
  syncWave: externalSyncWaves.definitions,
  // With a definition goes every object of its kind: every Gateway of the cluster.
  onDelete: 'orphan',
} as const;

/**
 * The definitions of Gateway API, standard channel, with the policy that keeps an older or experimental release from replacing them.
 * The same version that `imports/` is generated from.
 * Source: kubernetes-sigs/gateway-api v1.6.1 `config/crd/kustomization.yaml` (2026-11).
 */
export const gatewayApiDefinitions: KnownApplication = {
  ...shared,
  name: 'gateway-api',
  source: {
    repository: 'https://github.com/kubernetes-sigs/gateway-api',
    revision: 'v1.6.1',
    path: 'config/crd',
  },
  clusterKinds: [clusterKinds.definitions, ...clusterKinds.policies],
};

/**
 * The definitions of the Inference Extension: InferencePool. The same version that `imports/` is generated from.
 * Source: kubernetes-sigs/gateway-api-inference-extension v1.6.0 `config/crd/kustomization.yaml` (2026-11).
 */
export const inferenceExtensionDefinitions: KnownApplication = {
  ...shared,
  name: 'inference-extension',
  source: {
    repository: 'https://github.com/kubernetes-sigs/gateway-api-inference-extension',
    revision: 'v1.6.0',
    path: 'config/crd',
  },
  clusterKinds: [clusterKinds.definitions],
};
