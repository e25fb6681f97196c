/**
 * The order in which Argo CD applies the objects of one application: `argocd.argoproj.io/sync-wave`.
 *
 * Argo CD goes to the next wave only when everything in this one is healthy, so a wave after a slow workload would hold
 * the sync back while a model loads. Hence only what is of no use before its target runs comes after the workloads;
 * monitors and disruption budgets come with them, because they are wanted most while a start goes wrong.
 *
 * @see argo-cd.readthedocs.io/en/stable/user-guide/sync-waves (2026-11)
 */
export const syncWaves = {
  /** Namespaces: everything else is in one. */
  namespace: -2,
  /** What a pod needs to start, or to be safe from its first second: identities, secrets, policies. */
  prerequisite: -1,
  /** Deployments, DaemonSets, Services, disruption budgets, monitors. */
  workload: 0,
  /** What acts on running workloads: ScaledObjects. */
  scaler: 1,
} as const;

export type SyncWave = (typeof syncWaves)[keyof typeof syncWaves];

/** The annotation of a wave, as a string; none for wave 0, which is Argo CD's default. */
export function syncWaveAnnotation(wave: SyncWave): Record<string, string> {
  return wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) };
}

/**
 * On objects whose kind an AKS add-on brings: without it one missing kind fails the dry run of the whole application,
 * its namespaces included, while the add-on is still coming up.
 *
 * @see argo-cd.readthedocs.io/en/stable/user-guide/sync-options (2026-11)
 */
export const addOnKindAnnotation = {
  'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
} as const;
