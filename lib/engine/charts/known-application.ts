import type { ApplicationSource } from './application-source';

/** A kind with its API group; the core group is empty. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** A third-party application with a fixed version and the permissions that it needs. */
export interface KnownApplication {
  readonly name: string;
  readonly namespace: string;
  /** Lowest Pod Security level that admits its pods, for the label of its namespace. */
  readonly podSecurity: 'privileged' | 'baseline' | 'restricted';
  readonly source: ApplicationSource;
  /** Cluster-scoped kinds that it creates. */
  readonly clusterKinds: readonly GroupKind[];
  /** Whether it creates namespaced objects. */
  readonly namespaced: boolean;
  /** Sync wave, lower than that of workloads, 0, if they use its kinds. */
  readonly syncWave: number;
  readonly onDelete: 'cascade' | 'orphan';
}

const definitions = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' } as const;
const clusterRoles = [
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
] as const;
const webhooks = [
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
] as const;
const policies = [
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicy' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicyBinding' },
] as const;

/** Cluster-scoped kinds of charts, by purpose. */
export const clusterKinds = { definitions, clusterRoles, webhooks, policies } as const;

/**
 * Sync waves: custom resource definitions before their controllers. `nodes`: pods on every node of
 * a kind. One defective node keeps them from becoming healthy, so they are in the wave of the
 * workloads, for which no application waits.
 */
export const externalSyncWaves = { definitions: -4, controllers: -3, nodes: 0 } as const;
