import { isChartSource } from '../../engine/charts/application-source';
import { findAksVersion } from '../../facts/aks-versions';
import { argoCdFolder } from '../../platform/gitops/application-names';
import type { Inventory } from '../inventory/inventory';
import type { InventoryIdentity } from '../inventory/inventory-identity';
import type { InventoryChart } from '../inventory/read-charts';
import type { InventoryPool } from '../inventory/read-pools';
import { probeHeads, probeRows } from './probe-rows';
import { type RunResult, summaryPage } from './run-result';
import { textTable } from './text-table';
import { modelHeads, modelRows, workloadHeads, workloadRows } from './workload-rows';

/** Summary of an environment after a run of synth. */
export function summaryText(inventory: Inventory, result: RunResult): string {
  const { cluster, environment, azure, pools, workloads, identities, charts } = inventory;
  return summaryPage(
    [
      `${cluster.name} (${environment}, ${azure.location})`,
      textTable(
        'Node pools',
        ['pool', 'VM size', 'GPUs per node', 'nodes', 'use', 'taints'],
        pools.map(poolRow),
      ),
      textTable('Workloads', workloadHeads, workloadRows(inventory)),
      textTable('GPU memory of models (GiB per GPU)', modelHeads, modelRows(workloads)),
      textTable('Probes (seconds, worst case)', probeHeads, probeRows(workloads)),
      textTable('Managed identities', ['identity', 'used by', 'roles'], identities.flatMap(identityRows)),
      textTable('Argo CD Applications', ['application', 'namespace', 'folder'], applicationRows(inventory)),
      textTable(
        'Charts and folders of other projects',
        ['application', 'namespace', 'source', 'version'],
        charts.map(chartRow),
      ),
      textTable(
        'Secrets that the Key Vault must contain',
        ['secret', 'read by'],
        inventory.secrets.map(({ name, readBy }) => [name, readBy.join(', ')]),
      ),
      textTable(
        'Certificates that the Key Vault must contain',
        ['certificate', 'hosts'],
        inventory.certificates.map(({ name, hosts }) => [name, hosts.join(', ')]),
      ),
      textTable('Versions', ['component', 'version', 'reason'], versionRows(inventory)),
      textTable(
        'Preview features of Azure (without an SLA)',
        ['feature', 'used by'],
        inventory.previewFeatures.map(({ what, workloads: users }) => [what, users.join(', ')]),
      ),
      textTable('Names that must be unique in Azure', ['resource', 'name'], globalNames(inventory)),
    ],
    result,
  );
}

/** Summary of several environments, one line each. */
export function overviewText(inventories: readonly Inventory[], result: RunResult): string {
  return summaryPage(
    [
      textTable(
        'Environments (for details: npm run synth -- --environment <name>)',
        ['environment', 'region', 'cluster', 'nodes', 'maximum GPUs', 'applications', 'secrets'],
        inventories.map(({ environment, azure, cluster, pools, folders, charts, secrets }) => [
          environment,
          azure.location,
          cluster.name,
          `${sum(pools, ({ minNodes }) => minNodes)}-${sum(pools, ({ maxNodes }) => maxNodes)}`,
          String(sum(pools, ({ maxNodes, gpu }) => maxNodes * (gpu?.count ?? 0))),
          String(folders.length + charts.length),
          String(secrets.length),
        ]),
      ),
    ],
    result,
  );
}

function sum<T>(entries: readonly T[], value: (entry: T) => number): number {
  return entries.reduce((total, entry) => total + value(entry), 0);
}

const uses: Readonly<Record<InventoryPool['role'], string>> = {
  system: 'AKS system components',
  cpu: 'applications',
  gpu: 'inference',
};

function poolRow(pool: InventoryPool): readonly string[] {
  const { name, vmSize, gpu, minNodes, maxNodes, initialNodes, role, spot, taints } = pool;
  return [
    name,
    vmSize,
    gpu === undefined ? '-' : `${gpu.count} x ${gpu.model} ${gpu.memoryGb} GB`,
    `${minNodes}-${maxNodes}${initialNodes === undefined ? '' : `, initially ${initialNodes}`}`,
    `${uses[role]}${spot ? ', spot' : ''}`,
    // The columns before already state what implies a taint.
    taints
      .filter(({ isImplied }) => !isImplied)
      .map(({ text }) => text)
      .join(', '),
  ];
}

/** One row for each user and role, whichever are more. */
function identityRows({ name, users, roles }: InventoryIdentity): readonly (readonly string[])[] {
  const texts = roles.map(({ role, on }) => `${role} on ${on}`);
  const rows = Math.max(users.length, texts.length, 1);
  return Array.from({ length: rows }, (_, index) => [
    index === 0 ? name : '',
    users[index] ?? (index === 0 ? 'none' : ''),
    texts[index] ?? (index === 0 ? 'none' : ''),
  ]);
}

function applicationRows({ environment, gitOps, folders }: Inventory): readonly (readonly string[])[] {
  const { argoCd, environmentPath } = gitOps;
  return [
    [`${environment}-root`, argoCd.namespace, `${environmentPath}/${argoCdFolder}`],
    ...folders.map(({ name, namespace }) => [name, namespace, `${environmentPath}/${name}`]),
  ];
}

function versionRows({ cluster, argoCdRequirement }: Inventory): readonly (readonly string[])[] {
  const { kubernetesVersion: version } = cluster;
  const row = version === undefined ? undefined : findAksVersion(version);
  const end = cluster.longTermSupport ? row?.endOfLongTermSupport : row?.endOfSupport;
  const { minimum, features } = argoCdRequirement;
  return [
    [
      'Kubernetes',
      version ?? 'selected by AKS',
      version === undefined
        ? 'cluster.kubernetesVersion is not set'
        : `supported until ${end ?? 'an unknown day'}`,
    ],
    ...(row === undefined ? [] : [['KEDA', row.keda ?? 'not known', `add-on of Kubernetes ${row.minor}`]]),
    [
      'Argo CD',
      `${minimum} or newer`,
      features.map(({ what, since }) => `${what} since ${since}`).join('; '),
    ],
  ];
}

function chartRow({ name, namespace, source }: InventoryChart): readonly string[] {
  return isChartSource(source)
    ? [name, namespace, `${source.repository} ${source.chart}`, source.version]
    : [name, namespace, `${source.repository} ${source.path}`, source.revision];
}

function globalNames({ keyVault, registry, serviceBus, storageAccounts }: Inventory) {
  return [
    ...(keyVault === undefined ? [] : [['Key Vault', keyVault.uri]]),
    ...(registry === undefined ? [] : [['container registry', registry.host]]),
    ...(serviceBus === undefined ? [] : [['Service Bus', serviceBus.host]]),
    ...storageAccounts.map(({ blobEndpoint }) => ['storage account', blobEndpoint]),
  ];
}
