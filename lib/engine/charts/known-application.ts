import type { ApplicationSource } from './application-source';

/** A kind by its API group, which is empty for the core one. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** Somebody else's application in the version that was looked at, with what the cluster has to allow it. */
export interface KnownApplication {
  readonly name: string;
  readonly namespace: string;
  /** Least level of Pod Security that its pods are admitted with; its Namespace object says it. */
  readonly podSecurity: 'privileged' | 'baseline' | 'restricted';
  readonly source: ApplicationSource;
  /** Kinds without a namespace that it makes. */
  readonly clusterKinds: readonly GroupKind[];
  /** Whether it makes anything in its namespace. */
  readonly namespaced: boolean;
  /** Before the workloads, which are in wave 0 and of whose kinds some are. */
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

/** Kinds that charts make without a namespace, by what they are for. */
export const clusterKinds = { definitions, clusterRoles, webhooks, policies } as const;

/** Definitions of kinds come first, controllers of them next. */
export const externalSyncWaves = { definitions: -4, controllers: -3 } as const;
