import type { ProblemList } from '../../problems/problem-list';
import type { ProbePlan } from '../probes/probe-plan';
import { type InferenceProbeInput, inferenceProbePlan } from '../probes/vllm-probes';
import { vllmFlagsOf } from './vllm-flags';
import { vllmEngineVersion } from './vllm-metrics';

/** One model on the GPUs of several nodes. */
export interface MultiNodeShape {
  /** Nodes of one replica: the pipeline-parallel size. */
  readonly nodes: number;
  /** GPUs of each node: the tensor-parallel size. */
  readonly gpusPerNode: number;
}

/** Port of the leader for the other ranks. vLLM's default, set explicitly for network policies. */
export const multiNodeMasterPort = 29501;

/**
 * Seconds between the start of the first and the last pod of a group: up to 20 minutes for a node
 * with its driver, and ten for an image of ten gigabytes. The first pod waits for the others during
 * its own startup.
 */
const slowestNodeSeconds = 1800;

/**
 * Probes of the leader of a group. `/health` responds after every rank has loaded its part of the
 * model, so the startup takes as long as on the slowest node.
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
 * Arguments of `vllm serve` that join several pods into one engine. Tensor parallelism stays within
 * a node, where NVLink or PCIe connects the GPUs. Pipeline parallelism spans the nodes, because it
 * sends only the activations of one layer.
 *
 * The engine uses multiprocessing, not Ray: the official image lacks Ray since 0.19
 * (vllm-project/vllm#33445, kubernetes-sigs/lws#835), and Ray is a second cluster to operate. The
 * kubelet replaces `$(…)` with the variables that the LeaderWorkerSet controller sets in each pod.
 *
 * @see docs.vllm.ai/deployment/frameworks/lws; vllm-project/vllm#23691, #36047, #39400 and
 * `vllm/entrypoints/cli/serve.py`; kubernetes-sigs/lws `pkg/utils/pod/pod_utils.go` (2026-11)
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
    // The default of ten minutes is too short for a second GPU node.
    `--distributed-timeout-seconds=${startupSeconds}`,
    ...(role === 'worker' ? ['--headless'] : []),
  ];
}

/** Adds the problems of a shape. `nodeGpus`: GPUs of a node of the pool, if known. */
export function checkMultiNodeShape(
  { nodes, gpusPerNode, nodeGpus }: MultiNodeShape & { readonly nodeGpus?: number },
  problems: ProblemList,
): void {
  if (!Number.isInteger(nodes) || nodes < 2) {
    problems.add(
      'nodes',
      `${nodes} is not allowed: a group has a leader and at least one worker`,
      'Set 2 or more, or use a server on one node.',
    );
  }
  if (!Number.isInteger(gpusPerNode) || gpusPerNode < 1) {
    problems.add('gpusPerNode', `${gpusPerNode} is not allowed`, 'Set the GPUs of a node, 1 or more.');
  } else if (nodeGpus !== undefined && gpusPerNode !== nodeGpus) {
    problems.add(
      'gpusPerNode',
      `a node has ${nodeGpus} GPUs, not ${gpusPerNode}: a model on several nodes uses all GPUs of each`,
      `Set ${nodeGpus}, or use a pool with another VM size.`,
    );
  }
}

/**
 * First minor version of vLLM that supports several nodes with multiprocessing and a timeout for
 * them.
 */
const firstEngineMinor = 20;

/**
 * Adds a problem if the image has a version without support. Images with other tags are not
 * checked.
 */
export function checkMultiNodeImage(image: string, problems: ProblemList): void {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(vllmEngineVersion(image) ?? '') ?? [];
  if (major !== '0' || Number(minor) >= firstEngineMinor) return;
  problems.add(
    'image',
    `"${image}" is older than 0.${firstEngineMinor} and does not support several nodes`,
    'Use a newer image.',
  );
}

const nodes = ['the server sets it for every pod of the group', 'Remove it and set nodes.'] as const;
const pods = ['it differs between the pods of the group', 'Remove it.'] as const;

/** Arguments with another meaning for a group than for a single pod. */
const refused: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  '--pipeline-parallel-size': nodes,
  '--nnodes': nodes,
  '--node-rank': pods,
  '--master-addr': pods,
  '--master-port': pods,
  '--headless': ['the server sets it for the workers', 'Remove it.'],
  '--distributed-executor-backend': ['the pods use multiprocessing, not Ray', 'Remove it.'],
  '--distributed-timeout-seconds': ['it equals the time of the startup probe', 'Remove it and set probes.'],
  '--tensor-parallel-size': ['it equals the GPUs of a node', 'Remove it and set gpusPerNode.'],
  '--data-parallel-size': ['the group is one engine', 'Remove it and raise replicas.'],
};

/**
 * Adds a problem for each argument that a group does not support. Returns the list with an empty
 * text for these arguments, so that the rules of a single server do not report them again.
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
