import { gpuName, measuredAnnotation, measuredText } from '../../engine/sizing/measurement';
import { type PlanSetting, settingForms } from '../../engine/sizing/plan-settings';
import type { Vocabulary } from '../../engine/sizing/vocabulary';
import { pinnedEngineVersion } from '../../facts/engine-versions';

/** Flags of vLLM for the settings of a plan. The GPUs are a resource of the container. */
const names: Readonly<Record<PlanSetting, string>> = {
  maxModelLen: '--max-model-len',
  maxNumSeqs: '--max-num-seqs',
  dtype: '--dtype',
  maxNumBatchedTokens: '--max-num-batched-tokens',
  kvCacheDtype: '--kv-cache-dtype',
  quantization: '--quantization',
  gpuMemoryUtilization: '--gpu-memory-utilization',
  gpus: 'nvidia.com/gpu',
  tensorParallelSize: '--tensor-parallel-size',
  nodes: '--pipeline-parallel-size',
  speculativeTokens: '--spec-tokens',
  speculativeMethod: '--spec-method',
};

/**
 * Flag of vLLM for a setting of a plan, without dashes. A setting without a flag of its own, such
 * as `model`, is returned as it is.
 */
export function flagNameOf(setting: string): string {
  return Object.hasOwn(names, setting) ? names[setting as PlanSetting].replace(/^--/, '') : setting;
}

const settings = settingForms(
  (setting) => names[setting],
  (name, value) => `${name}=${value}`,
);

/**
 * The settings as flags of vLLM, in the form of arguments of a container: manifests of other
 * authors have no definition.
 */
export const flagVocabulary: Vocabulary = {
  settings: {
    ...settings,
    gpus: { ...settings.gpus, withValue: (count) => `${names.gpus}: ${count}` },
    nodes: { ...settings.nodes, withValue: (nodes) => `${names.nodes}=${nodes} on ${nodes} nodes` },
  },
  valueText: (value) => value,
  measure: ({ vmSize, tensorParallelSize, nodes = 1, engineVersion = pinnedEngineVersion }) => {
    const gpus = tensorParallelSize * nodes;
    const measured = measuredText({ gpu: gpuName(vmSize.gpu!), gpus, engineVersion, tokens: '<n>' });
    return `If a run shows that it starts, set the annotation ${measuredAnnotation} to '${measured}', with the tokens of "GPU KV cache size" in the log of vLLM.`;
  },
};
