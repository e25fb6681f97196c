import { checkExtraOptions } from '../../../lib/engine/options/extra-options';
import type { ProblemList } from '../../../lib/problems/problem-list';

/**
 * Models that the server loads.
 *
 * - `all`: every model of the repository at startup, and no other until the next start (Triton's
 *   mode `none`).
 * - `named`: the named models at startup, and others through the API, which every client may call
 *   (Triton's mode `explicit`).
 * - `poll`: the server polls the repository. It would load a partly written model, so write a model
 *   to another path and rename it.
 *
 * @see triton-inference-server/server `docs/user_guide/model_management.md` (2026-11)
 */
export type TritonModelLoading =
  | { readonly mode: 'all' }
  | { readonly mode: 'named'; readonly models: readonly string[] }
  | { readonly mode: 'poll'; readonly pollSeconds: number };

/** Input of the command line of `tritonserver`. */
export interface TritonArgumentsInput {
  /** Path of the model repository in the container. */
  readonly modelRepositoryPath: string;
  /** Port of HTTP requests. */
  readonly httpPort: number;
  /** Port of gRPC requests. */
  readonly grpcPort: number;
  /** Port of the metrics. */
  readonly metricsPort: number;
  /** Models that Triton loads, and when. */
  readonly modelLoading: TritonModelLoading;
  /** Maximum seconds in which Triton finishes its requests after SIGTERM. */
  readonly drainSeconds: number;
  /** Additional arguments. */
  readonly extraArgs: readonly string[];
}

/**
 * Returns the arguments of `tritonserver`, one string for each argument, so that a diff shows each
 * on its own line.
 *
 * `--exit-timeout-secs` lets requests finish after the stop signal. Its default is 30 seconds,
 * whatever the grace period of the pod is (triton-inference-server/server
 * `src/command_line_parser.h`, 2026-11).
 */
export function tritonArguments(input: TritonArgumentsInput): readonly string[] {
  return [
    'tritonserver',
    `--model-repository=${input.modelRepositoryPath}`,
    `--http-port=${input.httpPort}`,
    `--grpc-port=${input.grpcPort}`,
    `--metrics-port=${input.metricsPort}`,
    '--strict-readiness=true',
    `--exit-timeout-secs=${input.drainSeconds}`,
    ...modelLoadingArguments(input.modelLoading),
    ...input.extraArgs,
  ];
}

function modelLoadingArguments(loading: TritonModelLoading): readonly string[] {
  switch (loading.mode) {
    case 'all':
      return ['--model-control-mode=none'];
    case 'named':
      return ['--model-control-mode=explicit', ...loading.models.map((model) => `--load-model=${model}`)];
    case 'poll':
      return ['--model-control-mode=poll', `--repository-poll-secs=${loading.pollSeconds}`];
  }
}

const useProps = (prop: string) => `Remove it and set ${prop}.`;
const removeIt = 'Remove it.';
const plainProbes = 'the probes and the Service use plain HTTP and gRPC';
const endTls = 'Remove it, and terminate TLS at the gateway.';
const portRule = ['the Service, the probes and the network policy use the port', removeIt] as const;
const addressRule = [
  'the probes call the address of the pod, so the server must listen on all addresses',
  removeIt,
] as const;

/** Arguments that conflict with the pod, with the reason and the alternative. */
const refused: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  '--model-repository': ['the server sets the repository', useProps('modelRepository')],
  '--model-store': ['the server sets the repository', useProps('modelRepository')],
  '--model-control-mode': ['the server sets it', useProps('modelLoading')],
  '--repository-poll-secs': ['the server sets it', useProps('modelLoading')],
  '--load-model': ['the server sets it', useProps('modelLoading')],
  '--strict-readiness': ['a pod would receive requests before all models are loaded', removeIt],
  '--exit-on-error': ['a start without all models would stay unnoticed', removeIt],
  '--exit-timeout-secs': ['the grace period of the pod depends on it', useProps('shutdown')],
  '--http-port': portRule,
  '--grpc-port': portRule,
  '--metrics-port': portRule,
  '--http-address': addressRule,
  '--grpc-address': addressRule,
  '--metrics-address': addressRule,
  '--allow-http': ['the probes use HTTP', removeIt],
  '--allow-grpc': ['the Service exposes the port', removeIt],
  '--allow-metrics': ['Prometheus scrapes the metrics', removeIt],
  '--grpc-use-ssl': [plainProbes, endTls],
  '--grpc-use-ssl-mutual': [plainProbes, endTls],
  '--http-restricted-api': [
    'Git would contain its key',
    'Remove it. The network policy restricts the clients.',
  ],
  '--grpc-restricted-protocol': [
    'Git would contain its key',
    'Remove it. The network policy restricts the clients.',
  ],
  '--log-file': ['the log would fill the container instead of reaching the log of the cluster', removeIt],
};

/**
 * Adds a problem for every argument that the construct sets itself, that conflicts with the pod, or
 * that the release of Triton in the image rejects.
 */
export function checkTritonArguments(
  extraArgs: readonly string[],
  image: string,
  problems: ProblemList,
): void {
  const ruleOf = (argument = '') => refused[argument.split('=', 1)[0]!];
  checkExtraOptions(
    'triton',
    extraArgs,
    { image },
    problems,
    ({ index }) => ruleOf(extraArgs[index]) === undefined,
  );
  extraArgs.forEach((argument, index) => {
    const rule = ruleOf(argument);
    if (rule !== undefined) problems.add(index, `"${argument}" is not allowed: ${rule[0]}`, rule[1]);
  });
}

/** Adds a problem if the server would load no model or unintended models. */
export function checkTritonModelLoading(loading: TritonModelLoading, problems: ProblemList): void {
  if (loading.mode === 'named' && loading.models.length === 0) {
    problems.add(
      'models',
      'it is empty, so the server would be ready without a model',
      'Add a model, or use the mode all.',
    );
  }
  if (loading.mode === 'named' && loading.models.includes('*') && loading.models.length > 1) {
    problems.add('models', 'Triton rejects "*" together with other names', 'Use "*" or the names.');
  }
  if (loading.mode === 'poll' && !(Number.isInteger(loading.pollSeconds) && loading.pollSeconds >= 1)) {
    problems.add(
      'pollSeconds',
      `${loading.pollSeconds} is not a valid interval`,
      'Use a whole number of seconds, 1 or more.',
    );
  }
}
