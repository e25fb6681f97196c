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
  /** Each pool with its priority, as `expanderPriorities()` gives them; one priority a pool. */
  readonly priorities: readonly PoolPriority[];
  /** `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/** Name and namespace are given: the cluster autoscaler looks for exactly these. */
const configMapName = 'cluster-autoscaler-priority-expander';
const autoscalerNamespace = 'kube-system';

/**
 * The order in which the cluster autoscaler grows node pools. It reads it only with the expander `priority`, and changes without
 * a restart. Kubernetes' scheduler prefers nodes that are there; this is about those that are not.
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
  // The text is a map by priority; the second of two would replace the first.
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
      `${priority} is not allowed`,
      'Give a whole number of 2 or more; 1 is for pools that are not listed.',
    );
  });
  problems.throwIfAny('the priorities of the cluster autoscaler');
}
