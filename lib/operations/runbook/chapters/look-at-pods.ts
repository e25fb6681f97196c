import { bullets, code, shell } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';
import type { RunbookWorkload } from '../runbook-workload';
import { exampleDeployment, otherWorkloads, podOf, selectedByName } from './example-workload';

/** kubectl's own limit of `--max-log-requests` (kubectl 1.36, `kubectl logs --help`). */
const defaultLogRequests = 5;

/** A limit that the most pods of any of these stay below, old and new ones of a rollout side by side: above it kubectl follows none. */
function logRequests(
  workloads: readonly RunbookWorkload[],
  containersOf: (workload: RunbookWorkload) => number,
): number {
  const most = workloads.map((workload) => 2 * mostPods(workload) * containersOf(workload));
  return Math.max(defaultLogRequests, ...most);
}

function mostPods({ replicas, nodes }: RunbookWorkload): number {
  if (replicas.by === 'manifest') return replicas.count * nodes;
  return 'most' in replicas ? (replicas.most ?? 0) * nodes : 0;
}

export function lookAtPods({ platform }: Runbook): RunbookSection {
  return {
    title: 'Look at pods',
    blocks: [
      shell(
        `kubectl get pods --namespace ${platform.namespace} --output wide`,
        'kubectl get pods --all-namespaces --output wide',
        '# those that are not ready',
        `kubectl get pods --all-namespaces --no-headers | awk '{ split($3, ready, "/") } ready[1] != ready[2] && $4 != "Completed"'`,
      ),
      'A pod that crashes again and again has the phase `Running`: `--field-selector status.phase!=Running` does not find it, the last line does.',
    ],
  };
}

export function readLogs(runbook: Runbook): RunbookSection | undefined {
  const deployment = exampleDeployment(runbook);
  const { workloads, platform } = runbook;
  const groups = workloads.filter(({ kind }) => kind === 'LeaderWorkerSet');
  const jobs = workloads.filter(({ kind }) => kind === 'ScaledJob' || kind === 'CronJob');
  if (deployment === undefined && groups.length === 0 && jobs.length === 0) return undefined;
  return {
    title: 'Read logs',
    blocks: [
      deployment && ofDeployment(deployment, workloads.filter(selectedByName)),
      deployment &&
        `\`kubectl logs deployment/${deployment.name}\` follows one pod alone, and says so in a line that scrolls away; the selector follows all. \`--previous\` is the container before the last restart.`,
      ...groups.flatMap((group) => ofGroup(group)),
      jobs.length === 0
        ? undefined
        : `Jobs come and go; those that are left are found by the selector of their pods. ${jobs.map(({ name, selector }) => `${code(name)}: ${code(selector ?? `app.kubernetes.io/name=${name}`)}`).join(', ')}.`,
      bullets([
        'A pod that is gone has no log here.',
        platform.cluster.containerInsights
          ? `Logs of gone pods are in the Log Analytics workspace ${code(platform.cluster.logAnalyticsWorkspaceName)}, table \`ContainerLogV2\`, for ${platform.cluster.logRetentionDays} days.`
          : 'Container insights is off: nothing keeps the logs of gone pods.',
      ]),
    ],
  };
}

/** @param all that may be put in its place. */
function ofDeployment({ name, namespace }: RunbookWorkload, all: readonly RunbookWorkload[]): string {
  return shell(
    `WORKLOAD=${name} NAMESPACE=${namespace} ${otherWorkloads}`,
    `kubectl logs --namespace "$NAMESPACE" --selector app.kubernetes.io/name="$WORKLOAD" --all-containers --prefix --tail 50 --follow --max-log-requests ${logRequests(all, ({ containers }) => containers)}`,
    '# one pod, and its container before the last restart',
    'POD=$(kubectl get pods --namespace "$NAMESPACE" --selector app.kubernetes.io/name="$WORKLOAD" --output name | head -n 1) # or another one of them',
    'kubectl logs "$POD" --namespace "$NAMESPACE" --tail 200',
    'kubectl logs "$POD" --namespace "$NAMESPACE" --tail 200 --previous',
  );
}

/** Source of the label: lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables (2026-11). */
function ofGroup(group: RunbookWorkload): readonly string[] {
  const { name, namespace, selector, nodes } = group;
  // The first container of each alone.
  const most = logRequests([group], () => 1);
  const index = 'leaderworkerset.sigs.k8s.io/worker-index';
  return [
    `${code(name)} is groups of ${nodes} pods: a leader, which answers requests, and workers.`,
    shell(
      `kubectl get pods --namespace ${namespace} --selector ${selector} --label-columns leaderworkerset.sigs.k8s.io/group-index,${index} --output wide`,
      `kubectl logs --namespace ${namespace} --selector ${selector},${index}=0 --prefix --tail 100 --follow --max-log-requests ${most}`,
      `kubectl logs --namespace ${namespace} --selector '${selector},${index}!=0' --prefix --tail 100 --follow --max-log-requests ${most}`,
    ),
  ];
}

/** Source: learn.microsoft.com/azure/aks/events ("past 1 hour"); kubectl 1.36 (2026-11). */
export function readEvents(runbook: Runbook): RunbookSection {
  const { platform } = runbook;
  const deployment = exampleDeployment(runbook);
  return {
    title: 'Read events',
    blocks: [
      shell(
        `kubectl events --namespace ${platform.namespace} --types Warning`,
        'kubectl events --all-namespaces --types Warning',
        ...(deployment === undefined
          ? []
          : [podOf(deployment), `kubectl events --namespace ${deployment.namespace} --for "$POD"`]),
      ),
      `The cluster keeps events for an hour.${
        platform.cluster.containerInsights
          ? ` Older ones are in the Log Analytics workspace ${code(platform.cluster.logAnalyticsWorkspaceName)}, table \`KubeEvents\`.`
          : ''
      }`,
    ],
  };
}
