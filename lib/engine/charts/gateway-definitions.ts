import { manifests } from '../../facts/versions';
import { manifestsOf } from './application-source';
import { clusterKinds, externalSyncWaves, type KnownApplication } from './known-application';

const shared = {
  // Definitions have no namespace, but an Application requires an existing one.
  namespace: 'default',
  podSecurity: 'restricted',
  namespaced: false,
  syncWave: externalSyncWaves.definitions,
  // Deleting a definition deletes every object of its kind: every Gateway of the cluster.
  onDelete: 'orphan',
} as const;

/**
 * The definitions of Gateway API, standard channel, with the policy that keeps an older or
 * experimental release from replacing them.
 */
export const gatewayApiDefinitions: KnownApplication = {
  ...shared,
  name: 'gateway-api',
  source: manifestsOf(manifests.gatewayApi),
  clusterKinds: [clusterKinds.definitions, ...clusterKinds.policies],
};

/**
 * The definitions of the Inference Extension: InferencePool.
 */
export const inferenceExtensionDefinitions: KnownApplication = {
  ...shared,
  name: 'inference-extension',
  source: manifestsOf(manifests.inferenceExtension),
  clusterKinds: [clusterKinds.definitions],
};
