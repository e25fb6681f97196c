import { k8s } from 'cdk8s-plus-28';

/** Mount path of the cache volume, for everything that backends download or compile. */
const cachePath = '/cache';

/**
 * `/tmp` contains the unpacked environments of Python models, which have a few GiB each with torch.
 */
export const tritonTemporaryGiB = 8;

/**
 * User id of `triton-server` in the official image. Its build guarantees this number.
 *
 * @see triton-inference-server/server `build.py` (2026-11)
 */
export const tritonUserId = 1000;

/**
 * Directories that backends write, on the cache volume: a non-root user has no other writable
 * directory.
 */
const environment: Readonly<Record<string, string>> = {
  HF_HOME: `${cachePath}/huggingface`,
  HOME: cachePath,
  NUMBA_CACHE_DIR: `${cachePath}/numba`,
  TORCHINDUCTOR_CACHE_DIR: `${cachePath}/torchinductor`,
  TRITON_CACHE_DIR: `${cachePath}/triton`,
  XDG_CACHE_HOME: `${cachePath}/xdg`,
};

export function tritonEnvironment(): k8s.EnvVar[] {
  return Object.entries(environment).map(([name, value]) => ({ name, value }));
}

const gib = (amount: number) => k8s.Quantity.fromString(`${amount}Gi`);

/**
 * Writable volumes of the server, each with a size limit: an unlimited volume fills the disk, and
 * the kubelet evicts other pods.
 */
export function tritonVolumes(cacheSizeGiB: number, sharedMemoryGiB: number): k8s.Volume[] {
  return [
    { name: 'cache', emptyDir: { sizeLimit: gib(cacheSizeGiB) } },
    // Python models and the server exchange tensors here. The default of 64 MiB causes a bus error.
    { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: gib(sharedMemoryGiB) } },
    { name: 'tmp', emptyDir: { sizeLimit: gib(tritonTemporaryGiB) } },
  ];
}

export function tritonVolumeMounts(): k8s.VolumeMount[] {
  return [
    { name: 'cache', mountPath: cachePath },
    { name: 'shared-memory', mountPath: '/dev/shm' },
    { name: 'tmp', mountPath: '/tmp' },
  ];
}
