import { bullets, code, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';
import type { RunbookWorkload } from '../runbook-workload';
import { exampleDeployment, otherWorkloads, podOf, selectedByName } from './example-workload';

/** kubectl's default of `--max-log-requests` (kubectl 1.36, `kubectl logs --help`). */
const defaultLogRequests = 5;

/**
 * Limit for all containers of any of the workloads, with the old and new pods of a rollout: kubectl
 * refuses to follow more.
 */
function logRequests(
  workloads: readonly RunbookWorkload[],
  containersOf: (workload: RunbookWorkload) => number,
): number {
  const containers = workloads.map((workload) => 2 * maxPods(workload) * containersOf(workload));
  return Math.max(defaultLogRequests, ...containers);
}

function maxPods({ replicas, nodes }: RunbookWorkload): number {
  if (replicas.by === 'manifest') return replicas.count * nodes;
  return 'maxReplicas' in replicas ? (replicas.maxReplicas ?? 0) * nodes : 0;
}

export function inspectPods({ inventory }: Runbook): RunbookSection {
  return {
    title: runbookHeadings.inspectPods,
    blocks: [
      shell(
        `kubectl get pods --namespace ${inventory.namespace} --output wide`,
        'kubectl get pods --all-namespaces --output wide',
        '# pods that are not ready',
        `kubectl get pods --all-namespaces --no-headers | awk '{ split($3, ready, "/") } ready[1] != ready[2] && $4 != "Completed"'`,
      ),
      'The phase of a pod in a crash loop is `Running`. `--field-selector status.phase!=Running` misses it; the last command finds it.',
    ],
  };
}

export function readLogs(runbook: Runbook): RunbookSection | undefined {
  const deployment = exampleDeployment(runbook);
  const { workloads, inventory } = runbook;
  const { containerInsights, logAnalyticsWorkspaceName, logRetentionDays } = inventory.cluster;
  const groups = workloads.filter(({ kind }) => kind === 'LeaderWorkerSet');
  const jobs = workloads.filter(({ kind }) => kind === 'ScaledJob' || kind === 'CronJob');
  if (deployment === undefined && groups.length === 0 && jobs.length === 0) return undefined;
  return {
    title: runbookHeadings.readLogs,
    blocks: [
      deployment && ofDeployment(deployment, workloads.filter(selectedByName)),
      deployment &&
        `\`kubectl logs deployment/${deployment.name}\` follows only one pod. The selector follows all pods. \`--previous\` shows the container before the last restart.`,
      ...groups.flatMap((group) => ofGroup(group)),
      jobs.length === 0
        ? undefined
        : `Jobs are deleted after they finish. To find the pods of the remaining ones, use these selectors: ${jobs.map(({ name, selector }) => `${code(name)}: ${code(selector ?? `app.kubernetes.io/name=${name}`)}`).join(', ')}.`,
      bullets([
        '`kubectl logs` cannot read the log of a deleted pod.',
        containerInsights
          ? `The Log Analytics workspace ${code(logAnalyticsWorkspaceName)}, table \`ContainerLogV2\`, keeps the logs of deleted pods for ${logRetentionDays} days.`
          : 'Container insights is off, so the logs of deleted pods are lost.',
      ]),
    ],
  };
}

/** @param all workloads that an operator may substitute for the example. */
function ofDeployment({ name, namespace }: RunbookWorkload, all: readonly RunbookWorkload[]): string {
  return shell(
    `WORKLOAD=${name} NAMESPACE=${namespace} ${otherWorkloads}`,
    `kubectl logs --namespace "$NAMESPACE" --selector app.kubernetes.io/name="$WORKLOAD" --all-containers --prefix --tail 50 --follow --max-log-requests ${logRequests(all, ({ containers }) => containers)}`,
    '# one pod, and its container before the last restart',
    'POD=$(kubectl get pods --namespace "$NAMESPACE" --selector app.kubernetes.io/name="$WORKLOAD" --output name | head -n 1) # or another of its pods',
    'kubectl logs "$POD" --namespace "$NAMESPACE" --tail 200',
    'kubectl logs "$POD" --namespace "$NAMESPACE" --tail 200 --previous',
  );
}

/**
 * Source of the label: lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables
 * (2026-11).
 */
function ofGroup(group: RunbookWorkload): readonly string[] {
  const { name, namespace, selector, nodes } = group;
  // The commands below follow only the first container of each pod.
  const requests = logRequests([group], () => 1);
  const index = 'leaderworkerset.sigs.k8s.io/worker-index';
  return [
    `${code(name)} runs in groups of ${nodes} pods: a leader, which responds to requests, and its workers.`,
    shell(
      `kubectl get pods --namespace ${namespace} --selector ${selector} --label-columns leaderworkerset.sigs.k8s.io/group-index,${index} --output wide`,
      `kubectl logs --namespace ${namespace} --selector ${selector},${index}=0 --prefix --tail 100 --follow --max-log-requests ${requests}`,
      `kubectl logs --namespace ${namespace} --selector '${selector},${index}!=0' --prefix --tail 100 --follow --max-log-requests ${requests}`,
    ),
  ];
}

/** Source: learn.microsoft.com/azure/aks/events ("past 1 hour"); kubectl 1.36 (2026-11). */
export function readEvents(runbook: Runbook): RunbookSection {
  const { inventory } = runbook;
  const { containerInsights, logAnalyticsWorkspaceName } = inventory.cluster;
  const deployment = exampleDeployment(runbook);
  return {
    title: runbookHeadings.readEvents,
    blocks: [
      shell(
        `kubectl events --namespace ${inventory.namespace} --types Warning`,
        'kubectl events --all-namespaces --types Warning',
        ...(deployment === undefined
          ? []
          : [podOf(deployment), `kubectl events --namespace ${deployment.namespace} --for "$POD"`]),
      ),
      `The cluster keeps events for one hour.${
        containerInsights
          ? ` The Log Analytics workspace ${code(logAnalyticsWorkspaceName)}, table \`KubeEvents\`, has older events.`
          : ''
      }`,
    ],
  };
}
