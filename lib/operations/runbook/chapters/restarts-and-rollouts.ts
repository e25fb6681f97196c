import { bullets, code, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings, see } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';
import { startupSeconds } from '../runbook-workload';
import { exampleDeployment, otherWorkloads, podOf } from './example-workload';

/** Command that lists the state of every container and the reason of its last termination. */
export function lastStates(): string {
  const status = '.status.containerStatuses[*]';
  const last = `${status}.lastState.terminated`;
  return `kubectl get pods --all-namespaces --output custom-columns='NAMESPACE:.metadata.namespace,POD:.metadata.name,CONTAINER:${status}.name,RESTARTS:${status}.restartCount,WAITS:${status}.state.waiting.reason,REASON:${last}.reason,EXIT:${last}.exitCode,ENDED:${last}.finishedAt'`;
}

/**
 * Source of the exit codes:
 * kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure; signal(7)
 * (2026-11).
 */
export function whyRestarted(runbook: Runbook): RunbookSection | undefined {
  const deployment = exampleDeployment(runbook);
  if (deployment === undefined) return undefined;
  const { namespace } = deployment;
  return {
    title: runbookHeadings.whyRestarted,
    blocks: [
      shell(
        lastStates(),
        podOf(deployment),
        `kubectl describe "$POD" --namespace ${namespace}`,
        `kubectl logs "$POD" --namespace ${namespace} --previous --tail 100`,
        '# failed probes of the last hour',
        `kubectl get events --namespace ${namespace} --field-selector reason=Unhealthy --sort-by .lastTimestamp`,
      ),
      '`kubectl describe` shows the reason under `Last State`. The events of the pod expire after one hour; `Last State` does not.',
      table(
        ['Exit code', 'Meaning'],
        [
          ['0', 'the program exited by itself; a server must not'],
          ['1, 2', 'the program exited with an error; see its log'],
          ['137, `OOMKilled`', 'the container exceeded its memory limit'],
          [
            '137',
            'the kubelet killed the container: it did not exit within its grace period, or the node ran out of memory',
          ],
          ['139', 'the program crashed in native code (CUDA, a driver)'],
          ['143', 'the container received SIGTERM and exited: a rollout, a drain or a failed liveness probe'],
        ],
      ),
      `${see('podsRestart')} lists the limits of each workload.`,
    ],
  };
}

/**
 * Source: kubectl 1.36 rejects `rollout` for other kinds; LeaderWorkerSet 0.10,
 * `api/leaderworkerset/v1` for its conditions (2026-11).
 */
export function followRollouts(runbook: Runbook): RunbookSection | undefined {
  const deployment = exampleDeployment(runbook);
  const groups = runbook.workloads.filter(({ kind }) => kind === 'LeaderWorkerSet');
  if (deployment === undefined && groups.length === 0) return undefined;
  return {
    title: runbookHeadings.followRollout,
    blocks: [
      shell(
        ...(deployment === undefined
          ? []
          : [
              `WORKLOAD=${deployment.reference} NAMESPACE=${deployment.namespace} ${otherWorkloads}`,
              'kubectl rollout status "$WORKLOAD" --namespace "$NAMESPACE"',
              'kubectl get "$WORKLOAD" --namespace "$NAMESPACE" --output wide',
            ]),
        ...groups.flatMap(({ reference, namespace, container }) => [
          `kubectl get ${reference} --namespace ${namespace}`,
          `kubectl wait ${reference} --namespace ${namespace} --for condition=Available --timeout ${startupSeconds(container) ?? 600}s`,
        ]),
      ),
      bullets([
        deployment === undefined
          ? undefined
          : '`rollout status` waits until the progress deadline of the Deployment, which is longer than its longest start. Then it prints `exceeded its progress deadline`, and the old pods keep running.',
        groups.length === 0
          ? undefined
          : '`kubectl rollout` does not support a LeaderWorkerSet. Argo CD has no health check for it either and reports its Application as Healthy in every state.',
        `Revisions of a Deployment are numbers. To find the commit of a revision, use ${code('git log')} as in ${see('rollBack')}.`,
      ]),
    ],
  };
}
