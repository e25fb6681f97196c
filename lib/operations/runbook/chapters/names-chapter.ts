import { clusterNamespaces } from '../../../check/deployment-picture';
import { code, codes, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import type { RunbookSection } from '../runbook-section';
import type { RunbookWorkload, WorkloadReplicas } from '../runbook-workload';

/** What everything is called: each command of the file takes its names from here. */
export function namesChapter(runbook: Runbook): RunbookSection {
  return {
    title: 'Names',
    blocks: [table(['', 'Name'], environmentRows(runbook))],
    sections: [workloads(runbook), charts(runbook), pools(runbook)].filter((each) => each !== undefined),
  };
}

function environmentRows({ platform, namespaces }: Runbook): readonly (readonly string[])[] {
  const { azure, cluster, gitOps, keyVault, registry, serviceBus, storageAccounts } = platform;
  const { argoCd, destination } = gitOps;
  const made = { extension: 'the AKS extension', helm: 'its Helm chart', none: 'not from here' };
  const all = [...namespaces.filter((name) => !clusterNamespaces.includes(name)), 'kube-system'];
  return [
    ['Subscription', `${code(azure.subscriptionId)}, tenant ${code(azure.tenantId)}`],
    ['Resource group', `${code(azure.resourceGroup.name)}, region ${code(azure.location)}`],
    ['Cluster', code(cluster.name)],
    ['Namespaces', codes([...new Set(all)])],
    [
      'Argo CD',
      `namespace ${code(argoCd.namespace)}${destination === undefined ? '' : ' of another cluster'}, root application ${code(`${platform.environment}-root`)}; installed by ${made[argoCd.install]}`,
    ],
    [
      'Repository',
      `${gitOps.repository}, revision ${code(gitOps.revision)}, folder ${code(gitOps.environmentPath)}`,
    ],
    ...(keyVault === undefined ? [] : [['Key Vault', code(keyVault.name)]]),
    ...(registry === undefined ? [] : [['Registry', code(registry.name)]]),
    ...(serviceBus === undefined ? [] : [['Service Bus', code(serviceBus.name)]]),
    ...(storageAccounts.length === 0
      ? []
      : [['Storage accounts', codes(storageAccounts.map(({ name }) => name))]]),
    ...(cluster.containerInsights
      ? [['Logs', `Log Analytics workspace ${code(cluster.logAnalyticsWorkspaceName)}`]]
      : []),
    ...(cluster.managedPrometheus
      ? [
          [
            'Metrics',
            `Azure Monitor workspace ${code(cluster.monitorWorkspaceName)}${cluster.grafanaName === undefined ? '' : `, Grafana ${code(cluster.grafanaName)}`}`,
          ],
        ]
      : []),
    ...(cluster.managedPrometheus || cluster.containerInsights || serviceBus !== undefined
      ? [['Alerts', recipientsText(cluster)]]
      : []),
  ];
}

/** Who hears of alerts; they fire all the same where nobody does. */
function recipientsText({ alertEmails, alertActionGroupIds }: Runbook['platform']['cluster']): string {
  if (alertEmails.length + alertActionGroupIds.length === 0)
    return 'in the portal alone, and nobody is told: `cluster.alertEmails` or `cluster.alertActionGroupIds` in the definition';
  const groups = alertActionGroupIds.map((id) => id.slice(id.lastIndexOf('/') + 1));
  return [
    ...(alertEmails.length === 0 ? [] : [`mails to ${codes(alertEmails)}`]),
    ...(groups.length === 0
      ? []
      : [`${groups.length === 1 ? 'action group' : 'action groups'} ${codes(groups)}`]),
  ].join('; ');
}

function workloads({ workloads: all }: Runbook): RunbookSection | undefined {
  if (all.length === 0) return undefined;
  return {
    title: 'Workloads',
    blocks: [
      table(
        ['For kubectl', 'Namespace', 'Application', 'Pools', 'Replicas', 'Who sets them'],
        all.map((workload) => [
          code(workload.reference),
          code(workload.namespace),
          code(workload.application),
          codes(workload.pools),
          replicasText(workload),
          setterText(workload.replicas),
        ]),
      ),
      otherSelectors(all),
    ],
  };
}

/** How many there are, from least to most. */
export function replicasText({ replicas, nodes, gpus }: RunbookWorkload): string {
  const each = `${nodes > 1 ? ` × ${nodes} nodes` : ''}${gpus > 0 ? ` × ${gpus} GPU${gpus > 1 ? 's' : ''}` : ''}`;
  switch (replicas.by) {
    case 'manifest':
      return `${replicas.count}${each}`;
    case 'nodes':
      return 'one a node';
    case 'schedule':
      return `${code(replicas.schedule)} ${replicas.timeZone}${each}`;
    case 'once':
      return 'once a sync';
    default:
      return `${replicas.least} to ${replicas.most ?? 'many'}${each}`;
  }
}

function setterText(replicas: WorkloadReplicas): string {
  switch (replicas.by) {
    case 'manifest':
    case 'once':
      return 'Git';
    case 'nodes':
      return 'the nodes';
    case 'schedule':
      return 'the clock';
    default:
      return `${replicas.by} ${code(replicas.scaler)}`;
  }
}

/** Pods are found by `app.kubernetes.io/name`, as everything that the platform makes has it; by what else is said here. */
function otherSelectors(all: readonly RunbookWorkload[]): string | undefined {
  const others = all.filter(
    ({ name, selector }) => selector !== undefined && selector !== `app.kubernetes.io/name=${name}`,
  );
  const rule = 'Pods are found by the label `app.kubernetes.io/name`, which is the name of the workload';
  if (others.length === 0) return `${rule}.`;
  return `${rule}; ${others.map(({ reference, selector }) => `those of ${code(reference)} by ${code(selector!)}`).join(', ')}.`;
}

function charts({ charts: all }: Runbook): RunbookSection | undefined {
  if (all.length === 0) return undefined;
  return {
    title: 'Charts',
    blocks: [
      'Their pods are in no manifest here: Argo CD renders them in the cluster.',
      table(
        ['Application', 'Namespace', 'From'],
        all.map(({ name, namespace, sources }) => [code(name), code(namespace), sources.join(', ')]),
      ),
    ],
  };
}

function pools({ platform, workloads: all }: Runbook): RunbookSection {
  return {
    title: 'Node pools',
    blocks: [
      table(
        ['Pool', 'VM size', 'GPUs of a node', 'Nodes', 'Taints', 'Workloads'],
        platform.nodePools.map(({ name, vmSize, minNodes, maxNodes, spot, taints, role }) => [
          `${code(name)}${spot ? ', spot' : ''}`,
          vmSize.name,
          vmSize.gpu === undefined ? '' : `${vmSize.gpu.count} × ${vmSize.gpu.model}`,
          `${minNodes} to ${maxNodes}`,
          codes(taints.map((taint) => taint.toAksString())),
          role === 'system'
            ? "AKS's own"
            : codes(
                all.filter(({ pools }) => pools.includes(name)).map((workload) => workload.name),
                'none',
              ),
        ]),
      ),
      'A node is called after its pool: `aks-`, the pool, a number. Its label `kubernetes.azure.com/agentpool` is the pool.',
    ],
  };
}
