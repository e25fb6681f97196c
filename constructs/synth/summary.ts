import { isChartSource } from '../../lib/engine/charts/application-source';
import type { ResolvedNodePool } from '../../lib/platform/cluster/resolved-node-pool';
import { externalApplications } from '../../lib/platform/gitops/external-applications';
import type { ResolvedIdentity } from '../../lib/platform/identities/resolved-identity';
import type { ResolvedRoleScope } from '../../lib/platform/identities/role-scopes';
import { argoCdFolder } from '../../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { criticalAddonsTaint, spotTaint } from '../../lib/values/taint';
import { probeHeads, probeRows } from './probe-rows';
import { modelRows, workloadRows } from './workload-rows';

/** What a run did. */
export interface RunResult {
  readonly publications: readonly {
    readonly folder: string;
    readonly written: readonly string[];
    readonly unchanged: readonly string[];
    readonly removed: readonly string[];
  }[];
  readonly warnings: readonly string[];
  readonly isPreview: boolean;
  readonly milliseconds: number;
}

/** The summary that `npm run synth` ends with, for a person. */
export function summarize(platform: ResolvedPlatform, result: RunResult): string {
  const sections = [
    section('Node pools', ['pool', 'size', 'GPUs a node', 'nodes', 'for'], platform.nodePools.map(poolRow)),
    section('Workloads', ['workload', 'runs on', 'GPUs', 'replicas', 'scaled by'], workloadRows(platform)),
    section(
      'Models (GiB of each GPU)',
      ['server', 'memory', 'weights', 'engine', 'KV cache', 'context', 'longest', 'requests at full length'],
      modelRows(platform),
    ),
    section('Probes (seconds, at worst)', probeHeads, probeRows(platform)),
    section(
      'Identities',
      ['identity', 'used by', 'may'],
      [...platform.identities.flatMap(identityRows), ...clusterIdentityRows(platform)],
    ),
    section(
      'Applications (Argo CD)',
      ['application', 'namespace', 'folder'],
      [
        [
          `${platform.environment}-root`,
          platform.gitOps.argoCd.namespace,
          `${platform.gitOps.environmentPath}/${argoCdFolder}`,
        ],
        ...platform.gitOps.applications.map(({ name, namespace }) => [
          name,
          namespace,
          `${platform.gitOps.environmentPath}/${name}`,
        ]),
      ],
    ),
    section(
      'Charts and definitions of others',
      ['application', 'namespace', 'source', 'version'],
      chartRows(platform),
    ),
    section(
      'Secrets that the Key Vault has to hold',
      ['secret', 'read by'],
      platform.vaultSecrets.map(({ name, readBy }) => [name, readBy.join(', ')]),
    ),
    section('Names that are unique in Azure', ['resource', 'name'], globalNames(platform)),
    ...resultSections(result),
  ];
  const title = `${platform.cluster.name} (${platform.environment}, ${platform.azure.location})`;
  return page([title, ...sections], result);
}

/** The summary of several deployments: one line each. That of one alone is `summarize()`. */
export function overview(platforms: readonly ResolvedPlatform[], result: RunResult): string {
  return page(
    [
      section(
        'Environments (one in full: npm run synth -- --environment <name>)',
        ['environment', 'region', 'cluster', 'nodes', 'GPUs at most', 'applications', 'secrets'],
        platforms.map((platform) => [
          platform.environment,
          platform.azure.location,
          platform.cluster.name,
          `${sum(platform.nodePools, (pool) => pool.minNodes)}-${sum(platform.nodePools, (pool) => pool.maxNodes)}`,
          String(sum(platform.nodePools, (pool) => pool.maxNodes * (pool.vmSize.gpu?.count ?? 0))),
          String(platform.gitOps.applications.length + chartRows(platform).length),
          String(platform.vaultSecrets.length),
        ]),
      ),
      ...resultSections(result),
    ],
    result,
  );
}

function sum<T>(entries: readonly T[], value: (entry: T) => number): number {
  return entries.reduce((total, entry) => total + value(entry), 0);
}

/** What every run ends with. */
function resultSections(result: RunResult): readonly string[] {
  return [
    section(
      'Files',
      ['folder', 'written', 'unchanged', 'removed'],
      result.publications.map(({ folder, written, unchanged, removed }) => [
        `${folder}/`,
        String(written.length),
        String(unchanged.length),
        String(removed.length),
      ]),
    ),
    result.warnings.length === 0
      ? 'Warnings: none'
      : ['Warnings', ...result.warnings.map((warning) => `  ${warning}`)].join('\n'),
  ];
}

function page(sections: readonly string[], { isPreview, milliseconds }: RunResult): string {
  const preview = isPreview ? ' Preview: the client ids are made up, do not commit it.' : '';
  return `${sections.filter((text) => text !== '').join('\n\n')}\n\nDone in ${(milliseconds / 1000).toFixed(2)} s.${preview}\n`;
}

function poolRow(pool: ResolvedNodePool): readonly string[] {
  const gpu = pool.vmSize.gpu;
  const taints = pool.taints
    .filter((taint) => !impliedTaints.some((implied) => implied.equals(taint)))
    .map((taint) => taint.toAksString())
    .join(', ');
  return [
    pool.name,
    pool.vmSize.name,
    gpu === undefined ? '-' : `${gpu.count} x ${gpu.model} ${gpu.memoryGb} GB`,
    `${pool.minNodes}-${pool.maxNodes}${pool.initialNodes === undefined ? '' : `, at first ${pool.initialNodes}`}`,
    `${roleWords[pool.role]}${pool.spot ? ', spot' : ''}${taints === '' ? '' : `; taint ${taints}`}`,
  ];
}

/** AKS's own, which "system components" and "spot" say already. */
const impliedTaints = [criticalAddonsTaint, spotTaint];

const roleWords: Record<ResolvedNodePool['role'], string> = {
  system: 'system components',
  cpu: 'applications',
  gpu: 'inference',
};

/** Each with an application and a project of its own. */
function chartRows(platform: ResolvedPlatform): readonly (readonly string[])[] {
  // The ids of identities do not matter here.
  return externalApplications(platform, new Map()).map(({ name, namespace, source }) =>
    isChartSource(source)
      ? [name, namespace, `${source.repository} ${source.chart}`, source.version]
      : [name, namespace, `${source.repository} ${source.path}`, source.revision],
  );
}

function identityRows(identity: ResolvedIdentity): readonly (readonly string[])[] {
  const users = identity.federatedCredentials.map(
    ({ serviceAccount }) => `${serviceAccount.namespace}/${serviceAccount.name}`,
  );
  const rights = identity.roles.map(({ role, scope }) => `${role} on ${scopeWords(scope)}`);
  const rows = Math.max(users.length, rights.length, 1);
  return Array.from({ length: rows }, (_, index) => [
    index === 0 ? identity.name : '',
    users[index] ?? (index === 0 ? 'nobody' : ''),
    rights[index] ?? (index === 0 ? 'nothing' : ''),
  ]);
}

/** What a role is on: `queue ai-task-queue`. */
function scopeWords({ kind, ...names }: ResolvedRoleScope): string {
  return [kind, Object.values(names).join('/')].filter((word) => word !== '').join(' ');
}

/** Those that no definition names: the cluster's own, and that of its nodes. */
function clusterIdentityRows({ cluster, registry }: ResolvedPlatform): readonly (readonly string[])[] {
  return [
    [cluster.identityName, 'the cluster', 'Network Contributor on the subnet of the nodes'],
    ...(registry === undefined ? [] : [[`${cluster.name}-agentpool`, 'the nodes', 'AcrPull on registry']]),
  ];
}

function globalNames({
  keyVault,
  registry,
  serviceBus,
  storageAccounts,
}: ResolvedPlatform): readonly (readonly string[])[] {
  return [
    ...(keyVault === undefined ? [] : [['Key Vault', keyVault.uri]]),
    ...(registry === undefined ? [] : [['container registry', registry.host]]),
    ...(serviceBus === undefined ? [] : [['Service Bus', serviceBus.host]]),
    ...storageAccounts.map(({ blobEndpoint }) => ['storage account', blobEndpoint]),
  ];
}

function section(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const widths = header.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join('   ')}`.trimEnd();
  return [title, line(header), ...rows.map(line)].join('\n');
}
