import { renderAzureHalf } from '../../constructs/synth/azure-half';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { resolvePlatform } from '../../lib/platform/resolve-platform';
import { platform } from '../../main';
import { smallPlatform } from '../platforms/small-platform';
import { validateStacks, whyUnavailable } from './terraform-cli';

const sample = platform.definition;
const network =
  '/subscriptions/5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets';

/** Every kind of stack that a definition can give. */
const definitions: Record<string, PlatformDefinition> = {
  'the sample': sample,
  'the smallest': smallPlatform,
  'an API server for some networks': {
    ...sample,
    cluster: { ...sample.cluster, apiServer: { authorizedIpRanges: ['203.0.113.0/24'] } },
  },
  'private endpoints on everything': {
    ...sample,
    registry: { ...sample.registry!, privateEndpoint: true },
    keyVault: { ...sample.keyVault!, privateEndpoint: true },
    serviceBus: { ...sample.serviceBus!, privateEndpoint: true },
  },
  'Argo CD by Helm': { ...sample, gitOps: { ...sample.gitOps, argoCd: { install: 'helm' } } },
  'Argo CD in a pinned version': {
    ...sample,
    gitOps: { ...sample.gitOps, argoCd: { version: '1.0.0', namespace: 'gitops' } },
  },
  'spot GPUs with the GPU Operator': {
    ...sample,
    cluster: { ...sample.cluster, gpuStack: 'gpu-operator' },
    nodePools: sample.nodePools.map((pool) => (pool.role === 'gpu' ? { ...pool, spot: true } : pool)),
  },
  'subnets and a resource group that exist': {
    ...sample,
    azure: { ...sample.azure, resourceGroup: { name: 'shared-rg', existing: true } },
    network: {
      existing: { nodeSubnetId: `${network}/nodes`, privateEndpointSubnetId: `${network}/endpoints` },
    },
    keyVault: { ...sample.keyVault!, privateEndpoint: true },
  },
  'state in Azure': {
    ...sample,
    azure: {
      ...sample.azure,
      state: {
        type: 'azurerm',
        resourceGroup: 'state-rg',
        storageAccount: 'statestore',
        container: 'tfstate',
      },
    },
  },
  'every add-on off': {
    ...sample,
    cluster: {
      ...sample.cluster,
      azurePolicy: false,
      defender: false,
      containerInsights: false,
      managedPrometheus: false,
      imageCleanerIntervalHours: false,
      runCommand: false,
      upgradeChannel: 'none',
      nodeOsUpgradeChannel: 'None',
      skuTier: 'Free',
    },
  },
  'everything given': {
    ...sample,
    cluster: {
      ...sample.cluster,
      kubernetesVersion: '1.35',
      maintenance: { nodeOs: { dayOfWeek: 'Friday', startTime: '22:30', durationHours: 8 } },
      skuTier: 'Premium',
      autoscaler: { expander: 'priority', maxNodeProvisionMinutes: 30 },
      logRetentionDays: 90,
    },
    nodePools: sample.nodePools.map((pool) => ({
      ...pool,
      initialNodes: pool.maxNodes,
      labels: { 'example.com/team': 'ai' },
      ...(pool.role === 'gpu'
        ? { taints: ['example.com/gpu=true:NoExecute'], upgrade: { maxSurge: '1' } }
        : {}),
    })),
    registry: { ...sample.registry!, sku: 'Basic' },
    serviceBus: {
      ...sample.serviceBus!,
      sku: 'Premium',
      queues: [
        {
          name: 'ai-task-queue',
          lockSeconds: 5,
          maxDeliveryCount: 2000,
          timeToLiveDays: 365,
          duplicateDetectionMinutes: 10_080,
        },
        { name: 'team/other', duplicateDetectionMinutes: false },
      ],
    },
  },
};

/** Managed Grafana 12 is in azurerm since 4.62. */
const withGrafana: PlatformDefinition = {
  ...sample,
  cluster: { ...sample.cluster, grafana: { name: 'my-grafana' } },
};

const versions = (process.env['AZURERM_VERSIONS'] ?? '4.55.0,4.81.0,5.2.0')
  .split(',')
  .map((version) => version.trim());

describe.each(versions)('azurerm %s', (version) => {
  const reason = whyUnavailable(version);
  if (reason !== undefined) {
    console.warn(
      `SKIPPED: azurerm ${version}. ${reason}\n` +
        'This tier needs Terraform 1.9 or newer on the PATH, and the providers azurerm and helm (3.x): from registry.terraform.io, ' +
        'or from a mirror in a file that TF_CLI_CONFIG_FILE names (provider_installation { filesystem_mirror { path = "…" } }). ' +
        'Other versions: AZURERM_VERSIONS=4.60.0,5.1.0 npm run test:terraform',
    );
  }
  const validates = reason === undefined ? it : it.skip;
  const [major, minor] = version.split('.').map(Number) as [number, number];
  const cases = { ...definitions, ...(major > 4 || minor >= 62 ? { 'a Managed Grafana': withGrafana } : {}) };

  validates.each(Object.entries(cases))('takes %s', (_, definition) => {
    const azure = { ...definition.azure, azurermMajor: major >= 5 ? (5 as const) : (4 as const) };
    const { files } = renderAzureHalf(resolvePlatform({ ...definition, azure }), undefined);
    expect(validateStacks(files, version)).toEqual([]);
  });

  validates('finds what the types of the bindings let pass', () => {
    const azure = { ...sample.azure, azurermMajor: major >= 5 ? (5 as const) : (4 as const) };
    const { files } = renderAzureHalf(resolvePlatform({ ...sample, azure }), (stack) => {
      stack.nodePools.get('cpupool')!.resource.addOverride('upgrade_settings.max_unavailable', '1');
      stack.keyVault!.vault.addOverride('name', 'my--kv');
      stack.serviceBus!.namespace.addOverride('minimum_tls_version', '9.9');
    });
    const found = validateStacks(files, version).join('\n');
    for (const part of ['max_unavailable', 'consecutive hyphens', 'minimum_tls_version'])
      expect(found).toContain(part);
  });

  // Only a 5.x can tell: what it refuses of the form for 4.x is what azurerm-compatibility.ts is about, and nothing else.
  (reason === undefined && major === 5 ? it : it.skip)(
    'differs from 4.x in the arguments that are known',
    () => {
      const definition = definitions['private endpoints on everything']!;
      const { files } = renderAzureHalf(resolvePlatform(definition), undefined);
      const found = validateStacks(files, version);
      const known =
        /node_provisioning_profile|private_dns_zone_(?:id|name)|"resource_group_name"|parent_id|user_assigned_identity_id/;
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter((line) => !known.test(line))).toEqual([]);
    },
  );
});
