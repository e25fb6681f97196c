import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import { resolvePlatform } from '../../../lib/platform/resolve-platform';
import { DefinitionError } from '../../../lib/problems/problem-list';
import { fullPlatform } from '../../platforms/small-platform';

/** Common mistakes, and the whole message. */
type Change = (definition: Mutable<PlatformDefinition>) => void;
type Mutable<T> = T extends readonly (infer U)[]
  ? Mutable<U>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

function problemsOf(change: Change): readonly string[] {
  const definition = structuredClone(fullPlatform) as Mutable<PlatformDefinition>;
  change(definition);
  try {
    resolvePlatform(definition);
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
  }
}

const actionGroups = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `/subscriptions/5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394/resourceGroups/my-rg/providers/Microsoft.Insights/actionGroups/on-call-${index}`,
  );

const cases: Record<string, Change> = {
  'a subscription that is not a GUID': (d) => {
    d.azure.subscriptionId = 'my-subscription';
  },
  'the all-zero GUID as tenant': (d) => {
    d.azure.tenantId = '00000000-0000-0000-0000-000000000000';
  },
  'the display name of a region': (d) => {
    d.azure.location = 'Korea Central';
  },
  'a version of azurerm that does not exist': (d) => {
    d.azure.azurerm = '4.90';
  },
  'a unique suffix with a hyphen': (d) => {
    d.azure.uniqueSuffix = 'my-co';
  },
  'a Key Vault name that is too long with its suffix': (d) => {
    d.keyVault!.name = 'my-company-production-kv';
  },
  'a registry name with hyphens': (d) => {
    d.registry!.name = 'my-registry';
  },
  'a reserved Service Bus name': (d) => {
    d.azure.uniqueSuffix = 'sb';
  },
  'a private endpoint on a Standard registry': (d) => {
    d.registry!.privateEndpoint = true;
    d.registry!.sku = 'Standard';
  },
  'invalid receivers of alerts': (d) => {
    d.cluster.alertEmails = ['ops', 'ops@example.com', 'Ops@example.com'];
    d.cluster.alertActionGroupIds = ['on-call', ...actionGroups(4)];
  },
  'more action groups than Azure allows': (d) => {
    d.cluster.alertActionGroupIds = actionGroups(6);
  },
  'a severity for alerts that are off': (d) => {
    d.cluster.managedPrometheus = false;
    d.cluster.containerInsights = false;
    d.cluster.alerts = {
      stalled: { severity: 2 },
      restarts: false,
      'token-refused': { severity: 2 },
      'dead-letters': { severity: 3 },
    };
  },
  'private endpoints without a subnet': (d) => {
    d.network = { existing: { nodeSubnetId: subnetId } };
    d.keyVault!.privateEndpoint = true;
  },
  'a subnet name instead of its resource id': (d) => {
    d.network = { existing: { nodeSubnetId: 'nodes' } };
  },
  'a pod range that overlaps the address space': (d) => {
    d.network = { podCidr: '10.0.64.0/18' };
  },
  'a service range that is too large': (d) => {
    d.network = { serviceCidr: '172.0.0.0/8' };
  },
  'a pod range with too few addresses': (d) => {
    d.network = { podCidr: '10.244.0.0/22' };
  },
  'a node subnet with too few addresses': (d) => {
    d.network = { nodeSubnet: '10.0.0.0/29' };
  },
  'a node subnet outside the address space': (d) => {
    d.network = { nodeSubnet: '10.1.0.0/20' };
  },
  'the address of the API server as DNS address': (d) => {
    d.network = { dnsServiceIp: '10.245.0.1' };
  },
  'an API server that the whole internet can reach': (d) => {
    d.cluster.apiServer = { authorizedIpRanges: ['0.0.0.0/0'] };
  },
  'no administrator group': (d) => {
    d.cluster.adminGroupObjectIds = [];
  },
  'a patch version with the patch channel': (d) => {
    d.cluster.kubernetesVersion = '1.35.2';
  },
  'long-term support without the tier Premium': (d) => {
    d.cluster.longTermSupport = true;
  },
  'a scaler and a parameter that the KEDA of the Kubernetes version does not have': (d) => {
    d.cluster.kubernetesVersion = '1.36';
    d.httpApps![0]!.scaling = {
      maxReplicas: 2,
      triggers: [
        { type: 'keda', scaler: 'opensearch', metadata: { index: 'jobs' }, producedByTarget: false },
        {
          type: 'keda',
          scaler: 'metrics-api',
          metadata: { url: 'https://jobs', timeout: '5s' },
          producedByTarget: false,
        },
      ],
    };
  },
  'a version with the stable channel': (d) => {
    d.cluster.kubernetesVersion = '1.35';
    d.cluster.upgradeChannel = 'stable';
  },
  'a maintenance window that is too short': (d) => {
    d.cluster.maintenance = { nodeOs: { dayOfWeek: 'Sunday', startTime: '1am', durationHours: 2 } };
  },
  'Grafana without metrics': (d) => {
    d.cluster.grafana = { name: 'my-grafana' };
    d.cluster.managedPrometheus = false;
  },
  'no node pool without taints': (d) => {
    d.nodePools = d.nodePools.filter((pool) => pool.role !== 'cpu');
    d.httpApps = [];
  },
  'two system pools': (d) => {
    d.nodePools[1]!.role = 'system';
    d.httpApps = [];
  },
  'a single system node': (d) => {
    d.nodePools[0]!.minNodes = 1;
  },
  'a system pool of spot nodes': (d) => {
    d.nodePools[0]!.spot = true;
  },
  'minNodes above maxNodes': (d) => {
    d.nodePools[2]!.minNodes = 5;
  },
  'a GPU role without a GPU': (d) => {
    d.nodePools[2]!.vmSize = 'Standard_D8s_v5';
  },
  'a fraction of a GPU': (d) => {
    d.nodePools[2]!.vmSize = 'Standard_NV12ads_A10_v5' as never;
  },
  'AMD GPUs, which the images do not support': (d) => {
    d.nodePools[2]!.vmSize = 'Standard_ND96isr_MI300X_v5' as never;
  },
  'Arm64 CPUs, on which AKS installs no GPU driver': (d) => {
    d.nodePools[2]!.vmSize = 'Standard_ND128isr_NDR_GB200_v6' as never;
  },
  'a preview size that Azure no longer deploys': (d) => {
    d.nodePools[2]!.vmSize = 'Standard_NC256ds_xl_RTXPRO6000BSE_v6' as never;
  },
  'a driver branch that is a version': (d) => {
    const gpu = { model: 'L40S', count: 1, memoryGb: 48, computeCapability: '8.9', driverBranch: 580.159 };
    d.nodePools[2]!.vmSize = { name: 'Standard_NX', vcpus: 36, memoryGiB: 440, tempDiskGiB: 0, gpu };
  },
  'more usable memory than a GPU has': (d) => {
    const gpu = { model: 'L40S', count: 1, memoryGb: 48, computeCapability: '8.9', usableGiB: 50 };
    d.nodePools[2]!.vmSize = { name: 'Standard_NX', vcpus: 36, memoryGiB: 440, tempDiskGiB: 0, gpu };
  },
  'impossible facts of a VM size': (d) => {
    d.nodePools[2]!.vmSize = {
      name: 'Standard_NV12ads_A10_v5',
      vcpus: 0,
      memoryGiB: 0,
      tempDiskGiB: -1,
      nvmeDisksGiB: [960, 0],
      gpu: { model: 'A10', count: 0.5, memoryGb: 8, computeCapability: '8' },
    };
  },
  'a GPU pool without a taint': (d) => {
    d.nodePools[2]!.taints = [];
  },
  'a taint without its effect': (d) => {
    d.nodePools[2]!.taints = ['sku=gpu'];
  },
  'a reserved label': (d) => {
    d.nodePools[1]!.labels = { 'kubernetes.io/role': 'app' };
  },
  'a node pool name without room for the temporary suffix': (d) => {
    d.nodePools[2]!.name = 'inference';
    d.inferenceServers![0]!.nodePool = 'inference';
  },
  'an ephemeral disk on a VM size without a temporary disk': (d) => {
    d.nodePools[1]!.osDisk = { type: 'Ephemeral', sizeGiB: 128 };
  },
  'an ephemeral disk larger than the temporary disk': (d) => {
    d.nodePools[2]!.osDisk = { type: 'Ephemeral', sizeGiB: 512 };
  },
  'surge for a spot node pool': (d) => {
    d.nodePools[2]!.spot = true;
    d.nodePools[2]!.upgrade = { maxSurge: '1' };
  },
  'a lock longer than Service Bus allows': (d) => {
    d.serviceBus!.queues![0]!.lockSeconds = 600;
  },
  'two queues with the same name': (d) => {
    d.serviceBus!.queues!.push({ name: 'Tasks' });
  },
  'a role on the wrong kind of resource': (d) => {
    d.identities![0]!.roles!.push({ role: 'AcrPull', on: 'keyVault' });
  },
  'a role on a queue that does not exist': (d) => {
    d.identities![0]!.roles!.push({ role: 'Azure Service Bus Data Sender', on: { queue: 'task' } });
  },
  'one ServiceAccount for two identities': (d) => {
    d.identities!.push({
      name: 'other-identity',
      federatedCredentials: [{ name: 'other', serviceAccount: 'app-sa' }],
    });
  },
  '21 federated credentials': (d) => {
    d.identities![0]!.federatedCredentials = Array.from({ length: 21 }, (_, i) => ({
      name: `fed-${i}`,
      serviceAccount: `sa-${i}`,
    }));
    d.httpApps![0]!.serviceAccount = 'sa-0';
  },
  'a misspelled identity': (d) => {
    d.httpApps![0]!.identity = 'app-identiy';
  },
  'the value of a secret instead of its name': (d) => {
    d.httpApps![0]!.secrets = [{ variable: 'API KEY', secret: 'p@ssw0rd!' }];
  },
  'a misspelled node pool': (d) => {
    d.httpApps![0]!.nodePool = 'cpupol';
  },
  'an application on a GPU node pool': (d) => {
    d.httpApps![0]!.nodePool = 'gpupool';
  },
  'an image without a tag': (d) => {
    d.httpApps![0]!.image = 'docker.io/my-org/app';
  },
  'an image from an unknown registry': (d) => {
    d.httpApps![0]!.image = 'registry.example.com/app:1.0.0';
  },
  'replicas together with scaling': (d) => {
    d.httpApps![0]!.replicas = 3;
  },
  'more memory than a node has': (d) => {
    d.httpApps![0]!.resources = { cpu: '1', memory: '64Gi' };
  },
  'quantities that Kubernetes refuses': (d) => {
    d.httpApps![0]!.resources = { cpu: '1 core', memory: '2GB' };
  },
  'a privileged port': (d) => {
    d.httpApps![0]!.port = 80;
  },
  'a misspelled queue in a trigger': (d) => {
    d.httpApps![0]!.scaling!.triggers[0] = { type: 'service-bus-queue', queue: 'taks' };
  },
  'maxReplicas below minReplicas': (d) => {
    d.httpApps![0]!.scaling!.minReplicas = 20;
  },
  'a scaler name that is too long for its autoscaler': (d) => {
    d.httpApps![0]!.scaling!.name = 'a'.repeat(55);
  },
  'a cooldown without effect': (d) => {
    d.httpApps![0]!.scaling!.cooldownSeconds = 60;
  },
  'a variable that the workload identity webhook sets': (d) => {
    d.httpApps![0]!.environment = { AZURE_CLIENT_ID: 'x' };
  },
  'two workloads with the same name': (d) => {
    d.httpApps![0]!.name = 'vllm';
  },
  'a workload with the name of a folder of the platform': (d) => {
    d.httpApps![0]!.name = 'argocd';
  },
  'more GPUs than a node has': (d) => {
    d.inferenceServers![0]!.gpus = 2;
  },
  'more replicas than the node pool can hold': (d) => {
    d.inferenceServers![0]!.replicas = 4;
  },
  'a model larger than the OS disk': (d) => {
    d.inferenceServers![0]!.fit = 'unchecked';
    d.inferenceServers![0]!.modelSizeGiB = 641.3;
  },
  'an invalid model id with invalid numbers': (d) => {
    Object.assign(d.inferenceServers![0]!, {
      model: 'phi-4',
      gpuMemoryUtilization: 95,
      maxModelLen: 0,
      modelSizeGiB: Number.NaN,
    });
  },
  'a token in the repository address': (d) => {
    d.gitOps.repository = 'https://user:secret@github.com/my-org/gitops';
  },
  'a reserved namespace': (d) => {
    d.namespace = 'kube-system';
  },
  'notifications without a receiver': (d) => {
    d.gitOps.notifications = {};
  },
  'notifications without events': (d) => {
    d.gitOps.notifications = { events: [], webhook: { url: 'https://example.com' } };
  },
  'a Slack channel with #': (d) => {
    d.gitOps.notifications = { slack: { channel: '#ai', tokenSecret: 'slack-token' } };
  },
  'a token instead of the name of its secret': (d) => {
    d.gitOps.notifications = { slack: { channel: 'ai', tokenSecret: 'xoxb_123' } };
  },
  'a webhook with two addresses': (d) => {
    d.gitOps.notifications = { webhook: { url: 'https://example.com', urlSecret: 'hook' } };
  },
  'a webhook without TLS': (d) => {
    d.gitOps.notifications = { webhook: { url: 'http://example.com' } };
  },
  'a webhook address with $': (d) => {
    d.gitOps.notifications = { webhook: { url: 'https://example.com/$token' } };
  },
  'an Argo CD address without a scheme': (d) => {
    d.gitOps.notifications = { argoCdUrl: 'argocd.example.com', webhook: { url: 'https://example.com' } };
  },
  'a token without a Key Vault': (d) => {
    d.gitOps.notifications = { slack: { channel: 'ai', tokenSecret: 'slack-token' } };
    d.keyVault = undefined;
    d.httpApps = [];
    d.identities = [];
  },
  'a destination cluster together with an Argo CD in this cluster': (d) => {
    d.gitOps.destination = { name: 'my-aks' };
  },
  'an API server address without a scheme': (d) => {
    d.gitOps.destination = { server: 'my-aks.example.com' };
    d.gitOps.argoCd = { install: 'none' };
  },
  'a wildcard as destination cluster': (d) => {
    d.gitOps.destination = { name: '*' };
    d.gitOps.argoCd = { install: 'none' };
  },
  'a sync window with several problems': (d) => {
    d.gitOps.syncWindows = [
      { kind: 'deny', schedule: '0 25 * * *', duration: '2 days', timeZone: 'Seoul', applications: ['ap'] },
    ];
  },
  'a sync window without a length': (d) => {
    d.gitOps.syncWindows = [{ kind: 'allow', schedule: '0 8 * * *', duration: '' }];
  },
};

const subnetId =
  '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/nodes';

describe('resolvePlatform()', () => {
  it.each(Object.entries(cases))('refuses %s', (_, change) => {
    const problems = problemsOf(change);
    expect(problems).not.toHaveLength(0);
    expect(problems.join('\n')).toMatchSnapshot();
  });

  it('accepts the platform without a change', () => {
    expect(problemsOf(() => {})).toEqual([]);
  });

  it('reports every problem at once, each with its path', () => {
    const problems = problemsOf((d) => {
      d.azure.subscriptionId = 'x';
      d.nodePools[2]!.minNodes = 9;
      d.httpApps![0]!.image = 'app';
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'azure.subscriptionId',
      'nodePools[2].maxNodes',
      'httpApps[0].image',
    ]);
  });
});
