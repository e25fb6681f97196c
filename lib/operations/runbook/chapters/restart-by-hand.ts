import { bullets, code, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';
import { type RunbookWorkload, rolloutKinds } from '../runbook-workload';
import { exampleDeployment, otherWorkloads } from './example-workload';

/**
 * Commands that start the pods of workloads anew, each with all of them that it can take. Empty for those whose next run is a new one
 * anyway: Jobs and CronJobs.
 *
 * A LeaderWorkerSet has no restart; with its leader a whole group goes and comes back, as its workers belong to it.
 * Source: lws.sigs.k8s.io/docs/concepts (0.10, 2026-11).
 */
export function restartCommands(workloads: readonly RunbookWorkload[]): readonly string[] {
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))];
  return namespaces.flatMap((namespace) => {
    const here = workloads.filter((workload) => workload.namespace === namespace);
    const rolled = here.filter(({ kind }) => rolloutKinds.includes(kind)).map(({ reference }) => reference);
    const groups = here.filter(({ kind }) => kind === 'LeaderWorkerSet');
    return [
      ...(rolled.length === 0
        ? []
        : [`kubectl rollout restart ${rolled.join(' ')} --namespace ${namespace}`]),
      ...groups.map(
        ({ selector }) =>
          `kubectl delete pods --namespace ${namespace} --selector ${selector},leaderworkerset.sigs.k8s.io/worker-index=0`,
      ),
    ];
  });
}

/**
 * Starts anew what a chart runs, by its namespace, which is its own. DaemonSets are left out: those that an operator made (a driver) are
 * not for hands.
 */
export function restartChart(namespace: string): string {
  return `kubectl rollout restart deployments,statefulsets --namespace ${namespace}`;
}

/**
 * `kubectl rollout restart` writes the annotation `kubectl.kubernetes.io/restartedAt` into the pod template. Git does not have it, and
 * so it is no difference: argo-cd 3.6 gitops-engine `pkg/diff/diff.go`, serverSideDiff (2026-11). Played against an API server in
 * test/cluster/runbook.test.ts.
 */
export function restartByHand(runbook: Runbook): RunbookSection | undefined {
  const deployment = exampleDeployment(runbook);
  const groups = runbook.workloads.filter(({ kind }) => kind === 'LeaderWorkerSet');
  if (deployment === undefined && groups.length === 0) return undefined;
  return {
    title: 'Restart by hand',
    blocks: [
      shell(
        ...(deployment === undefined
          ? []
          : [
              `WORKLOAD=${deployment.reference} NAMESPACE=${deployment.namespace} ${otherWorkloads}`,
              'kubectl rollout restart "$WORKLOAD" --namespace "$NAMESPACE"',
              'kubectl rollout status "$WORKLOAD" --namespace "$NAMESPACE"',
            ]),
        ...restartCommands(groups),
        ...runbook.charts.flatMap(({ name, namespace }) => [
          `# what the chart ${name} runs`,
          restartChart(namespace),
        ]),
      ),
      bullets([
        'It lasts: the restart is an annotation of the pod template that Git does not have, which with server-side diff is no difference. Neither self-heal nor a later sync takes it back.',
        groups.length === 0
          ? undefined
          : `${groups.map(({ name }) => code(name)).join(', ')}: \`kubectl rollout restart\` does not know the kind. With its leader a group goes and comes back whole.`,
        'Deleting a pod is always allowed, and starts it anew. Within its grace period it finishes what it has begun.',
      ]),
    ],
  };
}
