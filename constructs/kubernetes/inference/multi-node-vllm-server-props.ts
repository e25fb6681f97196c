import {
  checkMultiNodeArguments,
  checkMultiNodeImage,
  checkMultiNodeShape,
  type MultiNodeShape,
} from '../../../lib/engine/inference/multi-node';
import { ProblemList } from '../../../lib/problems/problem-list';
import { checkVllmEngineProps, type SizedVllmProps, type VllmEngineProps } from './vllm-engine-props';
import { sizeVllmProps } from './vllm-sizing';

/**
 * Input of a MultiNodeVllmServer: that of every vLLM server, with each number for one pod, which is one node. `probes` are the
 * leader's: `multiNodeProbePlan()` gives them. Every pod has the whole model in its cache, or mounts it.
 */
export interface MultiNodeVllmServerProps extends VllmEngineProps, MultiNodeShape {
  /** Nodes of one replica, 2 or more: a leader, which answers, and its workers. They are also the pipeline parallel size. */
  readonly nodes: number;
  /** GPUs of a node, all of them. They are also the tensor parallel size. */
  readonly gpusPerNode: number;
  /** Groups of `nodes` pods. @default 1. `autoscaled`: none is stated, so that Argo CD and KEDA do not fight over it */
  readonly replicas?: number | 'autoscaled';
  /**
   * Label of nodes whose value the pods of a group share, and no other group has: `topology.kubernetes.io/zone` keeps a group in one
   * zone, and allows one group in each.
   *
   * @default none; a node pool in one zone or proximity placement group does it for all groups
   */
  readonly exclusiveTopologyKey?: string;
}

/**
 * What a group of pods is, in full.
 *
 * @throws {DefinitionError} with everything that is wrong with the props.
 */
export function checkMultiNodeVllmProps(
  props: MultiNodeVllmServerProps,
): SizedVllmProps<MultiNodeVllmServerProps> {
  const problems = ProblemList.create();
  const { gpusPerNode, nodes } = props;
  checkMultiNodeShape(props, problems);
  checkMultiNodeImage(props.image, problems);
  const extraArgs = checkMultiNodeArguments(props.extraArgs ?? [], problems.at('extraArgs'));
  const sized = sizeVllmProps(props, { gpus: gpusPerNode, nodes }, problems);
  if (sized.tensorParallelSize !== gpusPerNode) {
    const message = `${sized.tensorParallelSize} are not the ${gpusPerNode} GPUs of a node, and the group is one engine`;
    problems.add('tensorParallelSize', message, 'Leave it out.');
  }
  checkVllmEngineProps({ ...sized, extraArgs }, { atMost: nodes, because: `${nodes} nodes` }, problems);
  problems.throwIfAny(`the vLLM server "${props.name}" of several nodes`);
  return sized;
}
