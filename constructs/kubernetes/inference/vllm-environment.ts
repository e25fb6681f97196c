import type { k8s } from 'cdk8s-plus-28';
import type { ModelSource } from '../../../lib/engine/inference/model-source';

/** Mount path of the cache volume. The engine writes only there and to `/tmp`. */
export const vllmCachePath = '/cache';

/** Working directory that the user can read and write: the engine looks for local models there. */
export const vllmWorkingDirectory = vllmCachePath;

/**
 * Directories that the engine and its libraries write, on the cache volume. Without these
 * variables, a non-root user fails to write `/.triton`, `/.config` and `/.cache`
 * (vllm-project/vllm#9118, llm-d#1430).
 */
const environment: Readonly<Record<string, string>> = {
  HOME: vllmCachePath,
  HF_HOME: `${vllmCachePath}/huggingface`,
  TORCHINDUCTOR_CACHE_DIR: `${vllmCachePath}/torchinductor`,
  TRITON_CACHE_DIR: `${vllmCachePath}/triton`,
  // getpass.getuser() reads it in images without an entry for the user.
  USER: 'vllm',
  VLLM_CACHE_ROOT: `${vllmCachePath}/vllm`,
  // Disables the usage statistics of vLLM.
  VLLM_NO_USAGE_STATS: '1',
  XDG_CACHE_HOME: `${vllmCachePath}/xdg`,
};

/**
 * Returns the environment variables of the engine, without those of the definition. By default the
 * API server waits ten minutes for its engine, which is too short for large models
 * (vllm-project/vllm#35616). It waits as long as the startup probe.
 */
export function vllmEnvironment(source: ModelSource, startupSeconds: number): k8s.EnvVar[] {
  const all = {
    ...environment,
    // Local files need no network, and a wrong path fails immediately instead of searching Hugging
    // Face.
    ...(source.type === 'hugging-face' ? {} : { HF_HUB_OFFLINE: '1' }),
    VLLM_ENGINE_READY_TIMEOUT_S: String(startupSeconds),
  };
  return Object.entries(all).map(([name, value]) => ({ name, value }));
}
