import type { ProblemList } from '../../../lib/problems/problem-list';

/**
 * Which models are loaded, and when.
 *
 * - `all`: every model of the repository at the start, and no other until the next start (`none` of Triton).
 * - `named`: the named ones at the start; more by the API, which whoever reaches the server may call (`explicit`).
 * - `poll`: the repository is looked at again and again. A model that is half written is loaded half: write it elsewhere
 *   and rename it.
 *
 * @see triton-inference-server/server `docs/user_guide/model_management.md` (2026-11)
 */
export type TritonModelLoading =
  | { readonly mode: 'all' }
  | { readonly mode: 'named'; readonly models: readonly string[] }
  | { readonly mode: 'poll'; readonly pollSeconds: number };

/** What the command line of `tritonserver` follows from. */
export interface TritonArgumentsInput {
  readonly modelRepositoryPath: string;
  readonly httpPort: number;
  readonly grpcPort: number;
  readonly metricsPort: number;
  readonly modelLoading: TritonModelLoading;
  readonly drainSeconds: number;
  readonly extraArgs: readonly string[];
}

/**
 * The arguments of `tritonserver`, one text an argument so that each has a line of its own in a diff.
 *
 * `--exit-timeout-secs` lets requests finish after the signal to stop; it is 30 seconds unless said, whatever the pod's
 * grace period is (triton-inference-server/server `src/command_line_parser.h`, 2026-11).
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
const plainProbes = 'the probes and the Service ask over plain HTTP and gRPC';
const endTls = 'Remove it; end TLS at the gateway.';
const portRule = ['the Service, the probes and the network policy go to it', removeIt] as const;
const addressRule = [
  'the server listens on all addresses of the pod, where the probes ask',
  removeIt,
] as const;

/** Arguments that contradict what the pod around the server is made for, and what to do instead. */
const refused: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  '--model-repository': ['the server sets the repository', useProps('modelRepository')],
  '--model-store': ['the server sets the repository', useProps('modelRepository')],
  '--model-control-mode': ['the server sets it', useProps('modelLoading')],
  '--repository-poll-secs': ['the server sets it', useProps('modelLoading')],
  '--load-model': ['the server sets it', useProps('modelLoading')],
  '--strict-readiness': ['a pod without all of its models would get requests', removeIt],
  '--exit-on-error': ['a start without all of its models would never be told', removeIt],
  '--exit-timeout-secs': ['the grace period of the pod is made for it', useProps('shutdown')],
  '--http-port': portRule,
  '--grpc-port': portRule,
  '--metrics-port': portRule,
  '--http-address': addressRule,
  '--grpc-address': addressRule,
  '--metrics-address': addressRule,
  '--allow-http': ['the probes ask over HTTP', removeIt],
  '--allow-grpc': ['the Service has the port', removeIt],
  '--allow-metrics': ['monitoring reads them', removeIt],
  '--grpc-use-ssl': [plainProbes, endTls],
  '--grpc-use-ssl-mutual': [plainProbes, endTls],
  '--http-restricted-api': ['its key would be in Git', 'Remove it; the network policy says who may call.'],
  '--grpc-restricted-protocol': [
    'its key would be in Git',
    'Remove it; the network policy says who may call.',
  ],
  '--log-file': ['the log would fill the container instead of reaching the cluster’s', removeIt],
};

/** Adds a problem for every argument that the server sets itself or that breaks the pod around it. */
export function checkTritonArguments(extraArgs: readonly string[], problems: ProblemList): void {
  extraArgs.forEach((argument, index) => {
    const rule = refused[argument.split('=', 1)[0]!];
    if (rule !== undefined) problems.add(index, `"${argument}" is not allowed: ${rule[0]}`, rule[1]);
  });
}

/** Adds a problem if nothing, or not what is meant, would be loaded. */
export function checkTritonModelLoading(loading: TritonModelLoading, problems: ProblemList): void {
  if (loading.mode === 'named' && loading.models.length === 0) {
    problems.add(
      'models',
      'there is none: the server would be ready without a model',
      'Name one, or take the mode all.',
    );
  }
  if (loading.mode === 'named' && loading.models.includes('*') && loading.models.length > 1) {
    problems.add('models', '"*" stands beside other names, which Triton refuses', 'Keep one of the two.');
  }
  if (loading.mode === 'poll' && !(Number.isInteger(loading.pollSeconds) && loading.pollSeconds >= 1)) {
    problems.add(
      'pollSeconds',
      `${loading.pollSeconds} is not allowed`,
      'Give a whole number of seconds, 1 or more.',
    );
  }
}
