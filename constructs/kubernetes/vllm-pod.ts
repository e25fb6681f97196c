import { k8s } from 'cdk8s-plus-28';

/** Where the cache volume is mounted. Everything that the engine writes goes there or to `/tmp`. */
const cachePath = '/cache';

/** `/tmp` holds sockets and small files. */
export const temporaryGiB = 2;

/**
 * The user `vllm` of the official image. It has an entry in `/etc/passwd`, which torch wants: with another user
 * id it stops at import with "getpwuid(): uid not found" (vllm-project/vllm#44548; `docker/Dockerfile`, 2026-11).
 */
export const vllmUserId = 2000;

/**
 * Every directory that the engine and its libraries write, on the cache volume: without these a user that is not root meets
 * `/.triton`, `/.config` and `/.cache`, which it may not write (vllm-project/vllm#9118, llm-d#1430).
 */
const environment: Readonly<Record<string, string>> = {
  HOME: cachePath,
  HF_HOME: `${cachePath}/huggingface`,
  TORCHINDUCTOR_CACHE_DIR: `${cachePath}/torchinductor`,
  TRITON_CACHE_DIR: `${cachePath}/triton`,
  // Answers getpass.getuser() in images that do not have the user.
  USER: 'vllm',
  VLLM_CACHE_ROOT: `${cachePath}/vllm`,
  // The engine reports what it runs to its makers unless told not to.
  VLLM_NO_USAGE_STATS: '1',
  XDG_CACHE_HOME: `${cachePath}/xdg`,
};

export function vllmEnvironment(): k8s.EnvVar[] {
  return Object.entries(environment).map(([name, value]) => ({ name, value }));
}

/** The volumes that the engine writes, each with a limit: an unbounded one fills the node and evicts its neighbours. */
export function vllmVolumes(cacheSizeGiB: number, sharedMemoryGiB: number): k8s.Volume[] {
  return [
    { name: 'cache', emptyDir: { sizeLimit: gib(cacheSizeGiB) } },
    // The workers of one server exchange tensors here; the 64 MiB of a container end in a bus error (vllm#1710).
    { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: gib(sharedMemoryGiB) } },
    { name: 'tmp', emptyDir: { sizeLimit: gib(temporaryGiB) } },
  ];
}

export function vllmVolumeMounts(): k8s.VolumeMount[] {
  return [
    { name: 'cache', mountPath: cachePath },
    { name: 'shared-memory', mountPath: '/dev/shm' },
    { name: 'tmp', mountPath: '/tmp' },
  ];
}

/** A directory that the user may enter and write: the engine looks for local models in the working directory. */
export const vllmWorkingDirectory = cachePath;

export function gib(amount: number): k8s.Quantity {
  return k8s.Quantity.fromString(`${amount}Gi`);
}
