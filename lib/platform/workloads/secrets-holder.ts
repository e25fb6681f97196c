import type { ProblemList } from '../../problems/problem-list';
import { checkNameLength } from './application';
import { kindOf, type ResolvedWorkload } from './workload-kinds';

const suffix = '-secrets';
/** The name of the Deployment is a label value, which has at most 63 characters. */
const maxNameLength = 63 - suffix.length;

/** Name of the SecretProviderClass of a workload, of its Secret, and of the pod that holds it. */
export function secretsName(workload: string): string {
  return `${workload}${suffix}`;
}

/**
 * Name of the Deployment that keeps the Secret of a workload in the cluster. Undefined for a
 * workload without secrets, and for one whose own pods keep it because at least one always runs.
 *
 * KEDA reads the variables of a target before it builds a scaler, and fails if the Secret does not
 * exist. The CSI driver creates the Secret only when a pod mounts its volume. So the first Job of a
 * ScaledJob never starts. At zero replicas, the Secret belongs to the last ReplicaSet that had a
 * pod, and is deleted with it.
 *
 * @see kedacore/keda 2.20.2 `pkg/scaling/scalers_builder.go`, `resolver/scale_resolvers.go`;
 * secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret (2026-12)
 */
export function secretsHolderOf(workload: ResolvedWorkload): string | undefined {
  const { scaler, replicas } = kindOf(workload);
  const found = scaler(workload);
  const isHeld =
    workload.secrets.length > 0 &&
    found !== undefined &&
    (found.kind === 'ScaledJob' || replicas(workload)?.min === 0);
  return isHeld ? secretsName(workload.name) : undefined;
}

/** Adds a problem if the name of the holder is too long. */
export function checkSecretsHolder(workload: ResolvedWorkload, problems: ProblemList): void {
  if (secretsHolderOf(workload) === undefined) return;
  checkNameLength(
    workload.name,
    maxNameLength,
    `the name of the Deployment that keeps its Secret ends with "${suffix}"`,
    problems,
  );
}
