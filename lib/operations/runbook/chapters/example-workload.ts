import type { Runbook } from '../runbook';
import type { RunbookWorkload } from '../runbook-workload';

/**
 * Deployment that general commands use as their example, preferably a scaled one that is never at
 * 0; undefined without any.
 */
export function exampleDeployment({ workloads }: Runbook): RunbookWorkload | undefined {
  const deployments = workloads.filter(
    (workload) => workload.kind === 'Deployment' && selectedByName(workload),
  );
  const isScaled = ({ replicas }: RunbookWorkload) =>
    replicas.by === 'ScaledObject' && replicas.minReplicas > 0;
  return deployments.find(isScaled) ?? deployments[0];
}

/** Whether the label with its name selects its pods. */
export function selectedByName({ name, selector }: RunbookWorkload): boolean {
  return selector === `app.kubernetes.io/name=${name}`;
}

/** Comment after a variable that holds the example workload. */
export const otherWorkloads = '# or another row of the table "Workloads"';

/** Sets `POD` to the first pod of a workload. */
export function podOf({ namespace, selector }: RunbookWorkload, comment = 'or another of its pods'): string {
  return `POD=$(kubectl get pods --namespace ${namespace} --selector ${selector} --output name | head -n 1) # ${comment}`;
}
