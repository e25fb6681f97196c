import type { ProblemList } from '../../lib/problems/problem-list';

/** What the command line of `vllm serve` follows from. */
export interface VllmArgumentsInput {
  readonly model: string;
  readonly servedModelName: string;
  readonly port: number;
  readonly gpus: number;
  readonly gpuMemoryUtilization: number;
  readonly maxModelLen?: number;
  readonly drainSeconds: number;
  readonly extraArgs: readonly string[];
}

/**
 * The arguments of `vllm serve`, one text an argument so that each has a line of its own in a diff.
 *
 * `--shutdown-timeout` lets running answers finish after the signal to stop; without it they are cut off. Engine 0.18
 * and newer (vllm-project/vllm#36666).
 */
export function vllmArguments(input: VllmArgumentsInput): readonly string[] {
  return [
    input.model,
    '--host=0.0.0.0',
    `--port=${input.port}`,
    `--served-model-name=${input.servedModelName}`,
    `--tensor-parallel-size=${input.gpus}`,
    `--gpu-memory-utilization=${input.gpuMemoryUtilization}`,
    ...(input.maxModelLen === undefined ? [] : [`--max-model-len=${input.maxModelLen}`]),
    `--shutdown-timeout=${input.drainSeconds}`,
    ...input.extraArgs,
  ];
}

const useProps = (prop: string) => `Remove it and set ${prop}.`;
const removeIt = 'Remove it.';

/** Arguments that contradict what the pod around the engine is made for, and what to do instead. */
const refused: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  '--model': ['the server sets the model', useProps('model')],
  '--served-model-name': ['the server sets it', useProps('servedModelName')],
  '--host': ['the server listens on all addresses of the pod, where the probes ask', removeIt],
  '--port': ['the Service and the probes go to the port', useProps('port')],
  '--uds': ['the probes and the Service need a port', removeIt],
  '--grpc': ['the probes ask over HTTP', removeIt],
  '--headless': ['the probes need the API server', removeIt],
  '--ssl-keyfile': ['the probes ask over plain HTTP', 'Remove it; end TLS at the gateway.'],
  '--ssl-certfile': ['the probes ask over plain HTTP', 'Remove it; end TLS at the gateway.'],
  '--tensor-parallel-size': ['it is the number of GPUs of a replica', useProps('gpus')],
  '-tp': ['it is the number of GPUs of a replica', useProps('gpus')],
  '--pipeline-parallel-size': ['the pod has GPUs for tensor parallelism only', removeIt],
  '-pp': ['the pod has GPUs for tensor parallelism only', removeIt],
  '--data-parallel-size': ['the pod has GPUs for tensor parallelism only', 'Remove it; raise replicas.'],
  '-dp': ['the pod has GPUs for tensor parallelism only', 'Remove it; raise replicas.'],
  '--gpu-memory-utilization': ['the server sets it', useProps('gpuMemoryUtilization')],
  '--max-model-len': ['the server sets it', useProps('maxModelLen')],
  '--shutdown-timeout': ['the grace period of the pod is made for it', useProps('shutdown')],
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

/** First engine that knows `--shutdown-timeout`. */
const firstEngineMinor = 18;

/** Adds a problem for every argument that the server sets itself or that breaks the pod around it. */
export function checkVllmArguments(extraArgs: readonly string[], problems: ProblemList): void {
  extraArgs.forEach((argument, index) => {
    // vLLM reads `--max_model_len` as `--max-model-len`.
    const flag = argument.split('=', 1)[0]!.replaceAll('_', '-');
    const rule = refused[flag] ?? refused[flag.split('.', 1)[0]!];
    if (rule !== undefined) problems.add(index, `"${argument}" is not allowed: ${rule[0]}`, rule[1]);
  });
}

/** Adds a problem if the image is an engine that does not know the arguments. Images with other tags are trusted. */
export function checkVllmImage(image: string, problems: ProblemList): void {
  const minor = /vllm-openai:v0\.(\d+)\./.exec(image)?.[1];
  if (minor !== undefined && Number(minor) < firstEngineMinor) {
    problems.add(
      'image',
      `"${image}" is older than 0.${firstEngineMinor}, which brought --shutdown-timeout: it would not start`,
      'Take a newer image.',
    );
  }
}
