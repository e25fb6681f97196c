/** A workload whose pods one name and one kind of owner identify. */
export interface PodOwner {
  readonly name: string;
  /** Default: `Deployment`. */
  readonly kind?: 'Deployment' | 'LeaderWorkerSet' | 'Job';
}

/** A pod's name has 63 characters, the last five of them random: what its owner gives is cut before that (apiserver `names`). */
const maxBaseLength = 63 - 5;
/** A ReplicaSet's hash, with the dash before and after it. */
const hashLength = 12;

/**
 * A regular expression that a pod's whole name matches if it is one of this workload, and of no other one whose name begins alike:
 * `vllm-7d9c5b8f6d-x2x4z` is of `vllm`, `vllm-big-7d9c5b8f6d-x2x4z` is not. Names are DNS labels: nothing in them has to be escaped.
 *
 * A Deployment's pods have a hash and five characters, a Job's of KEDA or of a CronJob two suffixes that look the same; the pods of
 * a LeaderWorkerSet are numbered, group and place in it.
 */
export function podNamePattern({ name, kind }: PodOwner): string {
  if (kind === 'LeaderWorkerSet') return `${name}-[0-9]+(-[0-9]+)?`;
  return name.length + hashLength > maxBaseLength
    ? `${name.slice(0, maxBaseLength)}[a-z0-9-]+`
    : `${name}-[a-z0-9]+-[a-z0-9]{5}`;
}
