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
 * Input of a MultiNodeVllmServer: the input of every vLLM server. Each number applies to one pod,
 * and each pod uses one node. `probes` are the probes of the leader, from `multiNodeProbePlan()`.
 * Every pod caches or mounts the whole model.
 */
export interface MultiNodeVllmServerProps extends VllmEngineProps, MultiNodeShape {
  /**
   * Nodes of one replica, 2 or more: a leader, which serves requests, and its workers. It is also
   * the pipeline parallel size.
   */
  readonly nodes: number;
  /** All GPUs of a node. It is also the tensor parallel size. */
  readonly gpusPerNode: number;
  /**
   * Number of groups with `nodes` pods each. `autoscaled` omits the field, so that Argo CD does not
   * revert KEDA.
   *
   * @default 1
   */
  readonly replicas?: number | 'autoscaled';
  /**
   * Node label whose value all pods of a group share and no other group uses.
   * `topology.kubernetes.io/zone` keeps a group in one zone and allows one group in each zone.
   *
   * @default none: a node pool in one zone or proximity placement group has the same effect for all
   * groups
   */
  readonly exclusiveTopologyKey?: string;
}

/**
 * Resolves the props of a group of pods.
 *
 * @throws {DefinitionError} with all problems of the props.
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
    const message = `${sized.tensorParallelSize} differs from the ${gpusPerNode} GPUs of a node, and the group is one engine`;
    problems.add('tensorParallelSize', message, 'Remove it.');
  }
  checkVllmEngineProps({ ...sized, extraArgs }, { atMost: nodes, because: `${nodes} nodes` }, problems);
  problems.throwIfAny(`the vLLM server "${props.name}" of several nodes`);
  return sized;
}
