/** What passes from "one more replica" to its first answer, in seconds. */
export interface ColdStart {
  /** A new node, until pods may run on it. 0 where a node is always there. */
  readonly nodeSeconds: number;
  /** The pull of the image onto it. */
  readonly imagePullSeconds: number;
  /** The container, until it is ready: what its startup probe waits for at most. */
  readonly startupSeconds: number;
}

/**
 * A VM of a usual size with the AKS node image: some minutes.
 * Source: learn.microsoft.com/azure/aks/cluster-autoscaler-overview (2026-11).
 */
const cpuNodeSeconds = 240;
const appImagePullSeconds = 60;
/** With the NVIDIA driver; as long as the cluster autoscaler of this platform waits for a node (20 minutes). */
const gpuNodeSeconds = 1200;
/** Ten gigabytes of CUDA and engine from a registry of the region. */
const engineImagePullSeconds = 600;

/** The cold start of a pod on CPU or GPU nodes, at its longest. */
export function coldStartOf(input: { readonly gpu: boolean; readonly startupSeconds: number }): ColdStart {
  return {
    nodeSeconds: input.gpu ? gpuNodeSeconds : cpuNodeSeconds,
    imagePullSeconds: input.gpu ? engineImagePullSeconds : appImagePullSeconds,
    startupSeconds: input.startupSeconds,
  };
}

export function coldStartSeconds(coldStart: ColdStart): number {
  return coldStart.nodeSeconds + coldStart.imagePullSeconds + coldStart.startupSeconds;
}
