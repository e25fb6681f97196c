import type { ProblemList } from '../../problems/problem-list';
import { type InferenceProbeInput, inferenceProbePlan } from '../probes/inference-probes';
import type { ProbePlan } from '../probes/probe-plan';
import { vllmFlagsOf } from './vllm-flags';
import { vllmEngineVersion } from './vllm-metrics';

/** One model over the GPUs of several nodes. */
export interface MultiNodeShape {
  /** Nodes of one replica: the pipeline parallel size. */
  readonly nodes: number;
  /** GPUs of each: the tensor parallel size. */
  readonly gpusPerNode: number;
}

/** Port of the leader where the ranks meet. The engine's own default, said because a network policy or a reader may ask. */
export const multiNodeMasterPort = 29501;

/**
 * Seconds until the last pod of a group starts, counted from the first: a node with its driver takes up to 20 minutes, an image of ten
 * gigabytes ten more. The pod that is there first waits for the others inside its own start.
 */
const slowestNodeSeconds = 1800;

/**
 * Probes of the leader of a group. Its `/health` answers once every rank has its part of the model, so that its start lasts as long as
 * that of the slowest node.
 */
export function multiNodeProbePlan(input: InferenceProbeInput): ProbePlan {
  const plan = inferenceProbePlan(input);
  const { periodSeconds, failureThreshold } = plan.startup;
  return {
    ...plan,
    startup: {
      ...plan.startup,
      failureThreshold: failureThreshold + Math.ceil(slowestNodeSeconds / periodSeconds),
    },
  };
}

/**
 * Arguments of `vllm serve` that make several pods one engine. Tensor parallelism stays in a node, where the GPUs have NVLink or PCIe
 * between them; across nodes goes the pipeline, which sends the activations of one layer and no more.
 *
 * The engine's own multiprocessing and not Ray: the official image has none since 0.19 (vllm-project/vllm#33445, kubernetes-sigs/lws#835),
 * and there is no second cluster to start and watch. The kubelet replaces `$(…)` by the variables that the LeaderWorkerSet controller
 * gives each pod.
 *
 * Sources (2026-11): docs.vllm.ai/deployment/frameworks/lws; vllm-project/vllm#23691, #36047, #39400 and `vllm/entrypoints/cli/serve.py`;
 * kubernetes-sigs/lws `pkg/utils/pod/pod_utils.go`.
 */
export function multiNodeArguments(
  role: 'leader' | 'worker',
  { nodes, startupSeconds }: Pick<MultiNodeShape, 'nodes'> & { readonly startupSeconds: number },
): readonly string[] {
  return [
    `--pipeline-parallel-size=${nodes}`,
    '--distributed-executor-backend=mp',
    `--nnodes=${nodes}`,
    '--node-rank=$(LWS_WORKER_INDEX)',
    '--master-addr=$(LWS_LEADER_ADDRESS)',
    `--master-port=${multiNodeMasterPort}`,
    // Ten minutes otherwise, in which a second GPU node does not come up.
    `--distributed-timeout-seconds=${startupSeconds}`,
    ...(role === 'worker' ? ['--headless'] : []),
  ];
}

/** Adds what is wrong with the shape. `nodeGpus`: GPUs that a node of the pool has, if that is known. */
export function checkMultiNodeShape(
  { nodes, gpusPerNode, nodeGpus }: MultiNodeShape & { readonly nodeGpus?: number },
  problems: ProblemList,
): void {
  if (!Number.isInteger(nodes) || nodes < 2) {
    problems.add(
      'nodes',
      `${nodes} is not allowed: a group has a leader and at least one worker`,
      'Give 2 or more, or take a server of one node.',
    );
  }
  if (!Number.isInteger(gpusPerNode) || gpusPerNode < 1) {
    problems.add('gpusPerNode', `${gpusPerNode} is not allowed`, 'Give the GPUs of a node, 1 or more.');
  } else if (nodeGpus !== undefined && gpusPerNode !== nodeGpus) {
    problems.add(
      'gpusPerNode',
      `${gpusPerNode} are not the ${nodeGpus} GPUs of a node: a model goes over several nodes when one is full`,
      `Give ${nodeGpus}, or a pool with another VM size.`,
    );
  }
}

/** First engine in which several nodes by multiprocessing and the longer wait for them are known to be there. */
const firstEngineMinor = 20;

/** Adds a problem if the image is an engine that is too old. Images with other tags are trusted. */
export function checkMultiNodeImage(image: string, problems: ProblemList): void {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(vllmEngineVersion(image) ?? '') ?? [];
  if (major !== '0' || Number(minor) >= firstEngineMinor) return;
  problems.add(
    'image',
    `"${image}" is older than 0.${firstEngineMinor}: it does not know the arguments for several nodes`,
    'Take a newer image.',
  );
}

const nodes = ['the server sets it for every pod of the group', 'Remove it and set nodes.'] as const;
const pods = ['every pod of the group gets its own', 'Remove it.'] as const;

/** Arguments that mean something else for a group than for a single pod. */
const refused: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  '--pipeline-parallel-size': nodes,
  '--nnodes': nodes,
  '--node-rank': pods,
  '--master-addr': pods,
  '--master-port': pods,
  '--headless': ['the server sets it for the workers', 'Remove it.'],
  '--distributed-executor-backend': ['the pods are made for multiprocessing, not for Ray', 'Remove it.'],
  '--distributed-timeout-seconds': ['it is as long as the startup probe', 'Remove it and set probes.'],
  '--tensor-parallel-size': ['it is the number of GPUs of a node', 'Remove it and set gpusPerNode.'],
  '--data-parallel-size': ['the group is one engine', 'Remove it; raise replicas.'],
};

/**
 * Adds a problem for every argument that does not go with a group, and gives the others back at their places, with an empty text for
 * those that were refused: what a single server refuses is refused by its own rules.
 */
export function checkMultiNodeArguments(
  extraArgs: readonly string[],
  problems: ProblemList,
): readonly string[] {
  return extraArgs.map((argument, index) => {
    const [flag, another] = vllmFlagsOf(argument, Object.keys(refused));
    const rule = flag === undefined || another !== undefined ? undefined : refused[flag];
    if (rule === undefined) return argument;
    problems.add(index, `"${argument}" is not allowed: ${rule[0]}`, rule[1]);
    return '';
  });
}
