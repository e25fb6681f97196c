import type { k8s } from 'cdk8s-plus-28';
import type { ModelSource } from '../../../lib/engine/inference/model-source';

/** Where the cache volume is mounted. Everything that the engine writes goes there or to `/tmp`. */
export const vllmCachePath = '/cache';

/** A directory that the user may enter and write: the engine looks for local models in the working directory. */
export const vllmWorkingDirectory = vllmCachePath;

/**
 * Every directory that the engine and its libraries write, on the cache volume: without these a user that is not root meets
 * `/.triton`, `/.config` and `/.cache`, which it may not write (vllm-project/vllm#9118, llm-d#1430).
 */
const environment: Readonly<Record<string, string>> = {
  HOME: vllmCachePath,
  HF_HOME: `${vllmCachePath}/huggingface`,
  TORCHINDUCTOR_CACHE_DIR: `${vllmCachePath}/torchinductor`,
  TRITON_CACHE_DIR: `${vllmCachePath}/triton`,
  // Answers getpass.getuser() in images that do not have the user.
  USER: 'vllm',
  VLLM_CACHE_ROOT: `${vllmCachePath}/vllm`,
  // The engine reports what it runs to its makers unless told not to.
  VLLM_NO_USAGE_STATS: '1',
  XDG_CACHE_HOME: `${vllmCachePath}/xdg`,
};

/**
 * Variables of the engine, besides those that a definition brings. The API server gives its engine ten minutes to load by itself, which
 * ends the starts of large models while the startup probe still waits (vllm-project/vllm#35616): it gets as long as the probe.
 */
export function vllmEnvironment(source: ModelSource, startupSeconds: number): k8s.EnvVar[] {
  const all = {
    ...environment,
    // Files that are there need no network, and a wrong path ends at once and not after a search on Hugging Face.
    ...(source.type === 'hugging-face' ? {} : { HF_HUB_OFFLINE: '1' }),
    VLLM_ENGINE_READY_TIMEOUT_S: String(startupSeconds),
  };
  return Object.entries(all).map(([name, value]) => ({ name, value }));
}
