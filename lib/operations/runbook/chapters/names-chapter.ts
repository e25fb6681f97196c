import { clusterNamespaces } from '../../../check/deployment-picture';
import { sourceText } from '../../inventory/source-text';
import { code, codes, table } from '../markdown-blocks';
import type { Runbook } from '../runbook';
import { runbookHeadings } from '../runbook-headings';
import type { RunbookSection } from '../runbook-section';
import type { RunbookWorkload, WorkloadReplicas } from '../runbook-workload';

/** Names that the commands of the runbook use. */
export function namesChapter(runbook: Runbook): RunbookSection {
  return {
    title: runbookHeadings.names,
    blocks: [table(['', 'Name'], environmentRows(runbook))],
    sections: [workloads(runbook), charts(runbook), pools(runbook)].filter((each) => each !== undefined),
  };
}

function environmentRows({ inventory, namespaces }: Runbook): readonly (readonly string[])[] {
  const { azure, cluster, gitOps, keyVault, registry, serviceBus, storageAccounts } = inventory;
  const { argoCd, destination } = gitOps;
  const installer = {
    extension: 'installed by the AKS extension',
    helm: 'installed by its Helm chart',
    none: 'not installed by this platform',
  };
  const all = [...namespaces.filter((name) => !clusterNamespaces.includes(name)), 'kube-system'];
  return [
    ['Subscription', `${code(azure.subscriptionId)}, tenant ${code(azure.tenantId)}`],
    ['Resource group', `${code(azure.resourceGroup.name)}, region ${code(azure.location)}`],
    ['Cluster', code(cluster.name)],
    ['Namespaces', codes([...new Set(all)])],
    [
      'Argo CD',
      `namespace ${code(argoCd.namespace)}${destination === undefined ? '' : ' of another cluster'}, root application ${code(`${inventory.environment}-root`)}, ${installer[argoCd.install]}`,
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

/** Recipients of alerts. Alerts fire without recipients as well. */
function recipientsText({ alertEmails, alertActionGroupIds }: Runbook['inventory']['cluster']): string {
  if (alertEmails.length + alertActionGroupIds.length === 0)
    return 'only in the Azure portal, without notifications: set `cluster.alertEmails` or `cluster.alertActionGroupIds` in the definition';
  const groups = alertActionGroupIds.map((id) => id.slice(id.lastIndexOf('/') + 1));
  return [
    ...(alertEmails.length === 0 ? [] : [`email to ${codes(alertEmails)}`]),
    ...(groups.length === 0
      ? []
      : [`${groups.length === 1 ? 'action group' : 'action groups'} ${codes(groups)}`]),
  ].join('; ');
}

function workloads({ workloads: all }: Runbook): RunbookSection | undefined {
  if (all.length === 0) return undefined;
  return {
    title: runbookHeadings.workloads,
    blocks: [
      table(
        ['Workload', 'Namespace', 'Application', 'Pools', 'Replicas', 'Set by'],
        all.map((workload) => [
          code(workload.reference),
          code(workload.namespace),
          code(workload.application),
          codes(workload.pools),
          replicasText(workload),
          setterText(workload.replicas),
        ]),
      ),
      selectorText(all),
    ],
  };
}

/** `1 to 3 × 1 GPU`: minimum and maximum of the replicas, with their nodes and GPUs. */
export function replicasText({ replicas, nodes, gpus }: RunbookWorkload): string {
  const each = `${nodes > 1 ? ` × ${nodes} nodes` : ''}${gpus > 0 ? ` × ${gpus} GPU${gpus > 1 ? 's' : ''}` : ''}`;
  switch (replicas.by) {
    case 'manifest':
      return `${replicas.count}${each}`;
    case 'nodes':
      return 'one per node';
    case 'schedule':
      return `${code(replicas.schedule)} ${replicas.timeZone}${each}`;
    case 'once':
      return 'one per sync';
    default:
      return `${replicas.minReplicas} to ${replicas.maxReplicas ?? 'unlimited'}${each}`;
  }
}

function setterText(replicas: WorkloadReplicas): string {
  switch (replicas.by) {
    case 'manifest':
    case 'once':
      return 'Git';
    case 'nodes':
      return 'node count';
    case 'schedule':
      return 'schedule';
    default:
      return `${replicas.by} ${code(replicas.scaler)}`;
  }
}

/**
 * Labels that select the pods of each workload: `app.kubernetes.io/name`, with exceptions for kinds
 * with labels of their own.
 */
function selectorText(all: readonly RunbookWorkload[]): string {
  const others = all.filter(
    ({ name, selector }) => selector !== undefined && selector !== `app.kubernetes.io/name=${name}`,
  );
  return [
    'The label `app.kubernetes.io/name` selects the pods of a workload. Its value is the name of the workload.',
    ...others.map(
      ({ reference, selector }) => `The label ${code(selector!)} selects the pods of ${code(reference)}.`,
    ),
  ].join(' ');
}

function charts({ charts: all, inventory }: Runbook): RunbookSection | undefined {
  if (all.length === 0) return undefined;
  return {
    title: runbookHeadings.charts,
    blocks: [
      'Argo CD renders these charts in the cluster. Their pods are not in the manifests of this repository.',
      table(
        ['Application', 'Namespace', 'Source'],
        all.map(({ name, namespace, sources }) => [
          code(name),
          code(namespace),
          sources.map((source) => sourceText(source, inventory.gitOps.repository)).join(', '),
        ]),
      ),
    ],
  };
}

function pools({ inventory, workloads: all }: Runbook): RunbookSection {
  return {
    title: runbookHeadings.nodePools,
    blocks: [
      table(
        ['Pool', 'VM size', 'GPUs per node', 'Nodes', 'Taints', 'Workloads'],
        inventory.pools.map(({ name, vmSize, gpu, minNodes, maxNodes, spot, taints, role }) => [
          `${code(name)}${spot ? ', spot' : ''}`,
          vmSize,
          gpu === undefined ? '' : `${gpu.count} × ${gpu.model}`,
          `${minNodes} to ${maxNodes}`,
          codes(taints.map((taint) => taint.text)),
          role === 'system'
            ? 'AKS system components'
            : codes(
                all.filter(({ pools }) => pools.includes(name)).map((workload) => workload.name),
                'none',
              ),
        ]),
      ),
      'The name of a node is `aks-`, its pool and a number. The label `kubernetes.azure.com/agentpool` holds its pool.',
    ],
  };
}
