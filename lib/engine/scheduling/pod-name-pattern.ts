/** Owner of pods. */
export interface PodOwner {
  readonly name: string;
  /** @default 'Deployment' */
  readonly kind?: 'Deployment' | 'LeaderWorkerSet' | 'Job';
}

/**
 * A pod name has at most 63 characters, the last five of them random. The API server truncates the
 * part before (apiserver `names`).
 */
const maxBaseLength = 63 - 5;
/** Length of a ReplicaSet's hash with its two dashes. */
const hashLength = 12;

/**
 * Regular expression for the full names of a workload's pods. It excludes workloads with the same
 * prefix: `vllm-7d9c5b8f6d-x2x4z` belongs to `vllm`, `vllm-big-7d9c5b8f6d-x2x4z` does not. Names
 * are DNS labels and need no escapes.
 *
 * Pods of a Deployment end with a hash and five characters; pods of Jobs from KEDA or a CronJob
 * have two suffixes of the same form. Pods of a LeaderWorkerSet end with the numbers of the group
 * and of the pod in it.
 */
export function podNamePattern({ name, kind }: PodOwner): string {
  if (kind === 'LeaderWorkerSet') return `${name}-[0-9]+(-[0-9]+)?`;
  return name.length + hashLength > maxBaseLength
    ? `${name.slice(0, maxBaseLength)}[a-z0-9-]+`
    : `${name}-[a-z0-9]+-[a-z0-9]{5}`;
}
