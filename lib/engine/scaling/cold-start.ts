/** Phases between the request for a replica and its first response, seconds. */
export interface ColdStart {
  /** Creation of a node until pods can run on it; 0 if a node always exists. */
  readonly nodeSeconds: number;
  /** Image pull. */
  readonly imagePullSeconds: number;
  /** Start of the container until it is ready: the maximum of its startup probe. */
  readonly startupSeconds: number;
}

/**
 * A VM of a common size with the AKS node image.
 *
 * @see learn.microsoft.com/azure/aks/cluster-autoscaler-overview (2026-11)
 */
const cpuNodeSeconds = 240;
const appImagePullSeconds = 60;
/**
 * With the NVIDIA driver: the time that the cluster autoscaler of this platform waits for a node
 * (20 minutes).
 */
const gpuNodeSeconds = 1200;
/** Ten gigabytes of CUDA and engine from a registry in the region. */
const engineImagePullSeconds = 600;

/** Maximum cold start of a pod on CPU or GPU nodes. */
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
