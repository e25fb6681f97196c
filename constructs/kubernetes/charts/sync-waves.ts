/**
 * Order in which Argo CD applies the objects of one Application: `argocd.argoproj.io/sync-wave`.
 *
 * Argo CD starts a wave when every object of the previous wave is healthy, and it starts no other
 * sync meanwhile. The workloads are therefore in the last wave, with everything that acts on them:
 * a sync that waits for a pod with a wrong image would keep the commit that fixes the image out of
 * the cluster. Within a wave, Argo CD applies the target of a scaler before the scaler.
 *
 * @see argo-cd.readthedocs.io/en/stable/user-guide/sync-waves (2026-11)
 */
export const syncWaves = {
  /** Namespaces, which contain all other objects. */
  namespace: -2,
  /** Objects that a pod needs at its start: identities, secrets, network policies. */
  prerequisite: -1,
  /** Deployments, DaemonSets, Services, disruption budgets, monitors, ScaledObjects. */
  workload: 0,
} as const;

export type SyncWave = (typeof syncWaves)[keyof typeof syncWaves];

/** Annotation for a wave. Empty for wave 0, the default of Argo CD. */
export function syncWaveAnnotation(wave: SyncWave): Record<string, string> {
  return wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) };
}

/**
 * Annotation for objects whose CustomResourceDefinition an AKS add-on installs. Without it, a
 * missing kind fails the dry run of the whole Application, including its namespaces, until the
 * add-on is ready.
 *
 * @see argo-cd.readthedocs.io/en/stable/user-guide/sync-options (2026-11)
 */
export const addOnKindAnnotation = {
  'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
} as const;
