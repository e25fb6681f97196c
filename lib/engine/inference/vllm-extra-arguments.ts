import type { ProblemList } from '../../problems/problem-list';
import { checkExtraOptions } from '../options/extra-options';
import { settingFlags } from './argument-settings';
import type { EngineImage } from './engine-version';
import { vllmFlagsOf } from './vllm-flags';
import { vllmEngineVersion } from './vllm-metrics';

const useProp = (prop: string) => `Remove it and set ${prop}.`;
const removeIt = 'Remove it.';

const parallelism: readonly [string, string] = [
  'the GPUs and nodes of a replica determine how the model is split',
  'Remove it and set gpus, or use a server on several nodes.',
];
const engines: readonly [string, string] = [
  'the GPUs and the tensor-parallel size of a replica determine its engines',
  'Remove it and set gpus and tensorParallelSize, or raise replicas.',
];
const group: readonly [string, string] = ['only a server on several nodes joins pods', removeIt];
const plainHttp: readonly [string, string] = [
  'the probes use plain HTTP',
  'Remove it and terminate TLS at the gateway.',
];
const ambiguous: readonly [string, string] = [
  'it is an abbreviation of several arguments',
  'Write the argument in full.',
];
const hasProp = (prop: string): readonly [string, string] => ['the server sets it', useProp(prop)];

/** Arguments that conflict with the pod around the engine, with the reason and the fix. */
const refused: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  '--model': ['the server sets the model', useProp('model')],
  '--served-model-name': hasProp('servedModelName'),
  '--host': ['the probes need a server that listens on all addresses of the pod', removeIt],
  '--port': ['the Service and the probes use the port', useProp('port')],
  '--uds': ['the probes and the Service need a port', removeIt],
  '--grpc': ['the probes use HTTP', removeIt],
  '--headless': ['the probes need the API server', removeIt],
  '--ssl-keyfile': plainHttp,
  '--ssl-certfile': plainHttp,
  '--tensor-parallel-size': [
    'gpus and the attention heads of the model determine it',
    useProp('tensorParallelSize'),
  ],
  '--pipeline-parallel-size': parallelism,
  '--data-parallel-size': engines,
  '--data-parallel-size-local': engines,
  '--distributed-executor-backend': group,
  '--nnodes': group,
  '--node-rank': group,
  '--master-addr': group,
  '--master-port': group,
  '--gpu-memory-utilization': hasProp('gpuMemoryUtilization'),
  // Another name of the same setting.
  '--device-memory-utilization': hasProp('gpuMemoryUtilization'),
  '--max-model-len': hasProp('maxModelLen'),
  '--max-num-seqs': hasProp('maxNumSeqs'),
  '--dtype': hasProp('dtype'),
  '--kv-cache-dtype': hasProp('kvCacheDtype'),
  '--quantization': hasProp('quantization'),
  '--enable-prefix-caching': hasProp('prefixCaching'),
  '--enable-lora': hasProp('loraAdapters'),
  '--lora-modules': hasProp('loraAdapters'),
  '--max-cpu-loras': hasProp('loraAdapters'),
  '--max-loras': hasProp('maxLoras'),
  '--max-lora-rank': hasProp('maxLoraRank'),
  '--shutdown-timeout': ['the grace period of the pod depends on it', useProp('shutdown')],
  '--download-dir': [
    'the cache volume stores the weights; elsewhere they fill the disk of the node',
    removeIt,
  ],
  '--config': ['a file could override arguments of the server', 'Set each argument separately.'],
  '--api-key': [
    'the key would be in Git',
    'Remove it and store the key in Key Vault, for the variable VLLM_API_KEY.',
  ],
  '--hf-token': [
    'the token would be in Git',
    'Remove it and store the token in Key Vault, for the variable HF_TOKEN.',
  ],
};

/**
 * Adds a problem for each argument that the server sets or that conflicts with the pod, in every
 * form that `vllmFlagsOf()` recognizes, and for each argument that the release of vLLM in the image
 * rejects.
 */
export function checkVllmExtraArguments(
  extraArgs: readonly string[],
  image: EngineImage,
  problems: ProblemList,
): void {
  const isRefused = (index: number) => ruleOf(extraArgs[index] ?? '') !== undefined;
  checkExtraOptions('vllm', extraArgs, image, problems, ({ index, kind, option }) => {
    // argumentSettings() reports the values of these.
    const isSetting = kind === 'value' && settingFlags.some((flag) => flag === option);
    return !isRefused(index) && !isSetting;
  });
  extraArgs.forEach((argument, index) => {
    const previous = extraArgs[index - 1];
    // checkMultiNodeArguments() has reported this argument.
    if (argument === '') return;
    if (!argument.startsWith('-')) {
      // The engine treats a value after `--x=y`, or before any argument, as the model.
      if (previous === undefined || /^-.*=/.test(previous)) {
        problems.add(
          index,
          `"${argument}" is not allowed: it is not the value of an argument`,
          'Write it as --argument=value.',
        );
      }
      return;
    }
    const rule = ruleOf(argument);
    if (rule !== undefined) problems.add(index, `"${argument}" is not allowed: ${rule[0]}`, rule[1]);
  });
}

function ruleOf(argument: string): readonly [reason: string, fix: string] | undefined {
  const [flag, another] = vllmFlagsOf(argument, Object.keys(refused));
  if (flag === undefined) return undefined;
  return another === undefined ? refused[flag] : ambiguous;
}

/** First minor version of vLLM with `--shutdown-timeout`. */
const firstEngineMinor = 18;

/**
 * Adds a problem if the image has a version without the arguments. Images with other names and tags
 * are not checked.
 */
export function checkVllmImage(image: string, problems: ProblemList): void {
  const [, minor] = /^0\.(\d+)/.exec(vllmEngineVersion(image) ?? '') ?? [];
  if (minor === undefined || !image.includes('vllm-openai') || Number(minor) >= firstEngineMinor) return;
  problems.add(
    'image',
    `"${image}" is older than 0.${firstEngineMinor} and does not support --shutdown-timeout, so it does not start`,
    'Use a newer image.',
  );
}
