import type { ProblemList } from '../../problems/problem-list';
import { vllmFlagsOf } from './vllm-flags';
import { vllmEngineVersion } from './vllm-metrics';

const useProp = (prop: string) => `Remove it and set ${prop}.`;
const removeIt = 'Remove it.';

const parallelism: readonly [string, string] = [
  'GPUs and nodes of a replica say how the model is split',
  'Remove it; set gpus, or use a multi-node server.',
];
const engines: readonly [string, string] = [
  'GPUs and tensor parallel size of a replica say how many engines it has',
  'Remove it; set gpus and tensorParallelSize, or raise replicas.',
];
const group: readonly [string, string] = ['pods are joined by the multi-node server', removeIt];
const plainHttp: readonly [string, string] = [
  'the probes ask over plain HTTP',
  'Remove it; end TLS at the gateway.',
];
const ambiguous: readonly [string, string] = [
  'it is the beginning of several arguments',
  'Write the argument in full.',
];
const hasProp = (prop: string): readonly [string, string] => ['the server sets it', useProp(prop)];

/** Arguments that contradict what the pod around the engine is made for, and what to do instead. */
const refused: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  '--model': ['the server sets the model', useProp('model')],
  '--served-model-name': hasProp('servedModelName'),
  '--host': ['the server listens on all addresses of the pod, where the probes ask', removeIt],
  '--port': ['the Service and the probes go to the port', useProp('port')],
  '--uds': ['the probes and the Service need a port', removeIt],
  '--grpc': ['the probes ask over HTTP', removeIt],
  '--headless': ['the probes need the API server', removeIt],
  '--ssl-keyfile': plainHttp,
  '--ssl-certfile': plainHttp,
  '--tensor-parallel-size': ['gpus and the heads of the model say it', useProp('tensorParallelSize')],
  '--pipeline-parallel-size': parallelism,
  '--data-parallel-size': engines,
  '--data-parallel-size-local': engines,
  '--distributed-executor-backend': group,
  '--nnodes': group,
  '--node-rank': group,
  '--master-addr': group,
  '--master-port': group,
  '--gpu-memory-utilization': hasProp('gpuMemoryUtilization'),
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
  '--shutdown-timeout': ['the grace period of the pod is made for it', useProp('shutdown')],
  '--download-dir': ['the weights go to the cache volume; elsewhere they fill the node', removeIt],
  '--config': ['a file could set what the server sets', 'Give the arguments one by one.'],
  '--api-key': [
    'a key on the command line is in Git',
    'Remove it; put the key in Key Vault as VLLM_API_KEY.',
  ],
  '--hf-token': [
    'a token on the command line is in Git',
    'Remove it; put the token in Key Vault as HF_TOKEN.',
  ],
};

/**
 * Adds a problem for every argument that the server sets itself or that breaks the pod around it, in every form that
 * `vllmFlagsOf()` knows, with the value behind `=` or apart.
 */
export function checkVllmExtraArguments(extraArgs: readonly string[], problems: ProblemList): void {
  extraArgs.forEach((argument, index) => {
    const previous = extraArgs[index - 1];
    // Refused by somebody before.
    if (argument === '') return;
    if (!argument.startsWith('-')) {
      // A value after `--x=y`, or before any argument, belongs to none: the engine takes it for the model.
      if (previous === undefined || /^-.*=/.test(previous)) {
        problems.add(
          index,
          `"${argument}" is not allowed: it belongs to no argument`,
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

/** First engine that knows `--shutdown-timeout`. */
const firstEngineMinor = 18;

/** Adds a problem if the image is an engine that does not know the arguments. Images with other names and tags are trusted. */
export function checkVllmImage(image: string, problems: ProblemList): void {
  const [, minor] = /^0\.(\d+)/.exec(vllmEngineVersion(image) ?? '') ?? [];
  if (minor === undefined || !image.includes('vllm-openai') || Number(minor) >= firstEngineMinor) return;
  problems.add(
    'image',
    `"${image}" is older than 0.${firstEngineMinor}, which brought --shutdown-timeout: it would not start`,
    'Take a newer image.',
  );
}
