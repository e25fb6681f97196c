import type { Manifest } from '../schemas/validate-manifest';

const phases = ['PreSync', 'Sync', 'PostSync'];

/**
 * Kinds in the order of Argo CD within a wave; any other comes after them, custom resources too
 * (argo-cd, gitops-engine/pkg/sync/sync_tasks.go, 2026-11). Only what a platform can have.
 */
const kinds = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'Ingress',
];

export function annotationOf(object: Manifest, name: string): string | undefined {
  return object.metadata.annotations?.[`argocd.argoproj.io/${name}`];
}

/** By phase, wave, kind and name, as Argo CD syncs the objects of one application. */
export function inSyncOrder(objects: readonly Manifest[]): readonly Manifest[] {
  return [...objects].sort(
    (a, b) =>
      phaseOf(a) - phaseOf(b) ||
      waveOf(a) - waveOf(b) ||
      kindOf(a) - kindOf(b) ||
      (a.metadata.name < b.metadata.name ? -1 : 1),
  );
}

/** Hooks run, and are no part of what is compared or pruned. */
export function isHook(object: Manifest): boolean {
  return annotationOf(object, 'hook') !== undefined;
}

function phaseOf(object: Manifest): number {
  return phases.indexOf(annotationOf(object, 'hook') ?? 'Sync');
}

function waveOf(object: Manifest): number {
  return Number(annotationOf(object, 'sync-wave') ?? 0);
}

function kindOf({ kind }: Manifest): number {
  const index = kinds.indexOf(kind);
  return index < 0 ? kinds.length : index;
}
