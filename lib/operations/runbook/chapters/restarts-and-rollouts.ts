import { bullets, code, shell, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';
import { startupSeconds } from '../runbook-workload';
import { exampleDeployment, otherWorkloads, podOf } from './example-workload';

/** State of every container, with the reason of its last end. */
export function lastStates(): string {
  const status = '.status.containerStatuses[*]';
  const last = `${status}.lastState.terminated`;
  return `kubectl get pods --all-namespaces --output custom-columns='NAMESPACE:.metadata.namespace,POD:.metadata.name,CONTAINER:${status}.name,RESTARTS:${status}.restartCount,WAITS:${status}.state.waiting.reason,REASON:${last}.reason,EXIT:${last}.exitCode,ENDED:${last}.finishedAt'`;
}

/** Source of the exit codes: kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure; signal(7) (2026-11). */
export function whyRestarted(runbook: Runbook): RunbookSection | undefined {
  const deployment = exampleDeployment(runbook);
  if (deployment === undefined) return undefined;
  const { namespace } = deployment;
  return {
    title: 'Why a container restarted',
    blocks: [
      shell(
        lastStates(),
        podOf(deployment),
        `kubectl describe "$POD" --namespace ${namespace}`,
        `kubectl logs "$POD" --namespace ${namespace} --previous --tail 100`,
        '# failed probes of the last hour',
        `kubectl get events --namespace ${namespace} --field-selector reason=Unhealthy --sort-by .lastTimestamp`,
      ),
      'The reason is in `Last State` of `kubectl describe`, which stays; its events are gone after an hour.',
      table(
        ['Exit code', 'Means'],
        [
          ['0', 'it ended by itself; a server should not'],
          ['1, 2', 'the program gave up: its log says why'],
          ['137, `OOMKilled`', 'it wanted more memory than its limit'],
          ['137', 'killed: it did not end within its grace period, or the node ran out of memory'],
          ['139', 'it crashed in native code (CUDA, a driver)'],
          ['143', 'it was told to end, and did: a rollout, a drain, a failed liveness probe'],
        ],
      ),
      'What each workload is allowed is under [Pods restart](#pods-restart).',
    ],
  };
}

/** Source: kubectl 1.36 refuses `rollout` for other kinds; LeaderWorkerSet 0.10, `api/leaderworkerset/v1` for its conditions (2026-11). */
export function followRollouts(runbook: Runbook): RunbookSection | undefined {
  const deployment = exampleDeployment(runbook);
  const groups = runbook.workloads.filter(({ kind }) => kind === 'LeaderWorkerSet');
  if (deployment === undefined && groups.length === 0) return undefined;
  return {
    title: 'Follow a rollout',
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
          : '`rollout status` waits until the deadline of the Deployment, which is longer than its longest start; then it says `exceeded its progress deadline`, and the old pods go on.',
        groups.length === 0
          ? undefined
          : `\`kubectl rollout\` knows no LeaderWorkerSet. Argo CD has no health check for it either: an Application of one is Healthy whatever its pods are.`,
        `Revisions of a Deployment are numbers. Which commit they came from is in Git: see ${code('git log')} under [Roll back](#roll-back).`,
      ]),
    ],
  };
}
