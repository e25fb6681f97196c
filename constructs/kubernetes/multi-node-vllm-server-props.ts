import {
  checkMultiNodeArguments,
  checkMultiNodeImage,
  checkMultiNodeShape,
  type MultiNodeShape,
} from '../../lib/inference/multi-node';
import { ProblemList } from '../../lib/problems/problem-list';
import { checkVllmEngineProps, type VllmEngineProps } from './vllm-engine-props';

/**
 * Input of a MultiNodeVllmServer: that of every vLLM server, with each number for one pod, which is one node. `probes` are the
 * leader's: `multiNodeProbePlan()` gives them. Every pod has the whole model in its cache, or mounts it.
 */
export interface MultiNodeVllmServerProps extends VllmEngineProps, MultiNodeShape {
  /** Nodes of one replica, 2 or more: a leader, which answers, and its workers. They are also the pipeline parallel size. */
  readonly nodes: number;
  /** GPUs of a node, all of them. They are also the tensor parallel size. */
  readonly gpusPerNode: number;
  /** Groups of `nodes` pods. Default: 1. `autoscaled`: none is stated, so that Argo CD and KEDA do not fight over it. */
  readonly replicas?: number | 'autoscaled';
  /**
   * Label of nodes whose value the pods of a group share, and no other group has: `topology.kubernetes.io/zone` keeps a group in one
   * zone, and allows one group in each. Default: none; a node pool in one zone or proximity placement group does it for all groups.
   */
  readonly exclusiveTopologyKey?: string;
}

/** @throws {DefinitionError} with everything that is wrong with the props. */
export function checkMultiNodeVllmProps(props: MultiNodeVllmServerProps): void {
  const problems = ProblemList.create();
  checkMultiNodeShape(props, problems);
  checkMultiNodeImage(props.image, problems);
  const extraArgs = checkMultiNodeArguments(props.extraArgs ?? [], problems.at('extraArgs'));
  const pods = { gpus: props.gpusPerNode, atMost: props.nodes, because: `${props.nodes} nodes` };
  checkVllmEngineProps({ ...props, extraArgs }, pods, problems);
  problems.throwIfAny(`the vLLM server "${props.name}" of several nodes`);
}
