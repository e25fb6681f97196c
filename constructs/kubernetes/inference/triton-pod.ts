import { k8s } from 'cdk8s-plus-28';

/** Where the cache volume is mounted: everything that backends download or compile. */
const cachePath = '/cache';

/** `/tmp` holds the unpacked environments of Python models, which are a few GiB each with torch in them. */
export const tritonTemporaryGiB = 8;

/**
 * The user `triton-server` of the official image, which its build makes sure has this number.
 *
 * @see triton-inference-server/server `build.py` (2026-11)
 */
export const tritonUserId = 1000;

/** Every directory that backends write, on the cache volume: a user that is not root may write nowhere else. */
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

/** The volumes that the server writes, each with a limit: an unbounded one fills the node and evicts its neighbours. */
export function tritonVolumes(cacheSizeGiB: number, sharedMemoryGiB: number): k8s.Volume[] {
  return [
    { name: 'cache', emptyDir: { sizeLimit: gib(cacheSizeGiB) } },
    // Python models and the server exchange tensors here; the 64 MiB of a container end in a bus error.
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
