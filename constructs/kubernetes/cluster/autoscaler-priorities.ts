import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  expanderPrioritiesText,
  type PoolPriority,
} from '../../../lib/engine/scheduling/expander-priorities';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireUnique } from '../../../lib/problems/value-rules';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** Input of AutoscalerPriorities. */
export interface AutoscalerPrioritiesProps {
  /**
   * Node pools with their priorities, from `expanderPriorities()`. Each pool has a different
   * priority.
   */
  readonly priorities: readonly PoolPriority[];
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** The cluster autoscaler reads only a ConfigMap with this name and namespace. */
const configMapName = 'cluster-autoscaler-priority-expander';
const autoscalerNamespace = 'kube-system';

/**
 * Priorities of node pools for the cluster autoscaler, which reads them with the expander
 * `priority` and reloads them without a restart. They apply to new nodes; the scheduler's
 * preferences apply to existing nodes.
 */
export class AutoscalerPriorities extends Construct {
  constructor(scope: Construct, id: string, props: AutoscalerPrioritiesProps) {
    super(scope, id);
    checkProps(props);
    new k8s.KubeConfigMap(this, 'config-map', {
      metadata: objectMetadata(
        {
          name: configMapName,
          namespace: autoscalerNamespace,
          workload: 'cluster-autoscaler',
          partOf: props.partOf,
        },
        syncWaves.prerequisite,
      ),
      data: { priorities: expanderPrioritiesText(props.priorities) },
    });
  }
}

function checkProps({ priorities }: AutoscalerPrioritiesProps): void {
  const problems = ProblemList.create();
  const at = (index: number) => `priorities[${index}]`;
  requireUnique(
    problems,
    'pool',
    priorities,
    ({ pool }) => pool,
    (index) => `${at(index)}.pool`,
  );
  // The text is a map by priority: a duplicate key would replace the first pool.
  requireUnique(
    problems,
    'priority',
    priorities,
    ({ priority }) => String(priority),
    (index) => `${at(index)}.priority`,
  );
  priorities.forEach(({ priority }, index) => {
    if (Number.isInteger(priority) && priority >= 2) return;
    problems.add(
      `${at(index)}.priority`,
      `${priority} is not a valid priority`,
      'Use a whole number of 2 or more. Priority 1 is reserved for pools that are not listed.',
    );
  });
  problems.throwIfAny('the priorities of the cluster autoscaler');
}
