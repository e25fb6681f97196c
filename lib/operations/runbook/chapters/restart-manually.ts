import { bullets, codes, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';
import { type RunbookWorkload, rolloutKinds } from '../runbook-workload';
import { exampleDeployment, otherWorkloads } from './example-workload';

/**
 * Commands that restart the pods of workloads, as few as possible. Jobs and CronJobs get none,
 * because their next run has new pods.
 *
 * `kubectl rollout restart` does not support a LeaderWorkerSet. Deleting a leader recreates its
 * whole group, because the workers belong to it. Source: lws.sigs.k8s.io/docs/concepts (0.10,
 * 2026-11).
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
 * Command that restarts the workloads of a chart, which has a namespace of its own. DaemonSets are
 * left out: operators create some of them (a GPU driver), and a restart would interrupt running
 * models.
 */
export function restartChart(namespace: string): string {
  return `kubectl rollout restart deployments,statefulsets --namespace ${namespace}`;
}

/**
 * `kubectl rollout restart` writes the annotation `kubectl.kubernetes.io/restartedAt` to the pod
 * template. Git does not contain it, so Argo CD reports no difference: argo-cd 3.6 gitops-engine
 * `pkg/diff/diff.go`, serverSideDiff (2026-11). test/cluster/runbook.test.ts verifies it against an
 * API server.
 */
export function restartManually(runbook: Runbook): RunbookSection | undefined {
  const deployment = exampleDeployment(runbook);
  const groups = runbook.workloads.filter(({ kind }) => kind === 'LeaderWorkerSet');
  if (deployment === undefined && groups.length === 0) return undefined;
  return {
    title: runbookHeadings.restartManually,
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
          `# workloads of the chart ${name}`,
          restartChart(namespace),
        ]),
      ),
      bullets([
        'Argo CD does not revert a restart. The restart is an annotation of the pod template that Git does not contain, and server-side diff ignores such fields.',
        groups.length === 0
          ? undefined
          : `\`kubectl rollout restart\` does not support the kind of ${codes(groups.map(({ name }) => name))}. Deleting a leader recreates its whole group.`,
        'You may delete any pod at any time. It finishes its current work within its grace period, and its controller creates a replacement.',
      ]),
    ],
  };
}
