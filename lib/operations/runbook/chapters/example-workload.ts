import type { Runbook } from '../runbook';
import type { RunbookWorkload } from '../runbook-workload';

/** The Deployment that commands for all of them are shown with: one that is scaled and never at 0 before others; undefined where there is none. */
export function exampleDeployment({ workloads }: Runbook): RunbookWorkload | undefined {
  const deployments = workloads.filter(
    (workload) => workload.kind === 'Deployment' && selectedByName(workload),
  );
  const isScaled = ({ replicas }: RunbookWorkload) => replicas.by === 'ScaledObject' && replicas.least > 0;
  return deployments.find(isScaled) ?? deployments[0];
}

/** Whether its pods are found by the label that has its name. */
export function selectedByName({ name, selector }: RunbookWorkload): boolean {
  return selector === `app.kubernetes.io/name=${name}`;
}

/** What may be put in its place. */
export const otherWorkloads = '# or another one of the table "Workloads"';

/** The first of a workload's pods, in a variable. */
export function podOf({ namespace, selector }: RunbookWorkload): string {
  return `POD=$(kubectl get pods --namespace ${namespace} --selector ${selector} --output name | head -n 1) # or another one of them`;
}
