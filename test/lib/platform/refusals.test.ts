import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import { resolvePlatform } from '../../../lib/platform/resolve-platform';
import { DefinitionError } from '../../../lib/problems/problem-list';
import { fullPlatform } from '../../platforms/small-platform';

/** What a tired person gets wrong, and all that they are told. */
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
  'a subscription that is no GUID': (d) => {
    d.azure.subscriptionId = 'my-subscription';
  },
  'the all-zero tenant': (d) => {
    d.azure.tenantId = '00000000-0000-0000-0000-000000000000';
  },
  'the display name of a region': (d) => {
    d.azure.location = 'Korea Central';
  },
  'a suffix with a dash': (d) => {
    d.azure.uniqueSuffix = 'my-co';
  },
  'a vault name that is too long with its suffix': (d) => {
    d.keyVault!.name = 'my-company-production-kv';
  },
  'a registry with dashes': (d) => {
    d.registry!.name = 'my-registry';
  },
  'a Service Bus name that Azure keeps': (d) => {
    d.azure.uniqueSuffix = 'sb';
  },
  'a private endpoint on a Standard registry': (d) => {
    d.registry!.privateEndpoint = true;
    d.registry!.sku = 'Standard';
  },
  'who is to be told of alerts': (d) => {
    d.cluster.alertEmails = ['ops', 'ops@example.com', 'Ops@example.com'];
    d.cluster.alertActionGroupIds = ['on-call', ...actionGroups(4)];
  },
  'more action groups than an alert has': (d) => {
    d.cluster.alertActionGroupIds = actionGroups(6);
  },
  'a severity for alerts that there cannot be': (d) => {
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
  'a subnet given by name': (d) => {
    d.network = { existing: { nodeSubnetId: 'nodes' } };
  },
  'pods in the address space': (d) => {
    d.network = { podCidr: '10.0.64.0/18' };
  },
  'a service range that is too large': (d) => {
    d.network = { serviceCidr: '172.0.0.0/8' };
  },
  'a pod range for too few nodes': (d) => {
    d.network = { podCidr: '10.244.0.0/22' };
  },
  'a node subnet for too few nodes': (d) => {
    d.network = { nodeSubnet: '10.0.0.0/29' };
  },
  'a node subnet outside of the address space': (d) => {
    d.network = { nodeSubnet: '10.1.0.0/20' };
  },
  'the DNS address of the API server': (d) => {
    d.network = { dnsServiceIp: '10.245.0.1' };
  },
  'an API server open to the Internet': (d) => {
    d.cluster.apiServer = { authorizedIpRanges: ['0.0.0.0/0'] };
  },
  'nobody to administer': (d) => {
    d.cluster.adminGroupObjectIds = [];
  },
  'a patch version with the patch channel': (d) => {
    d.cluster.kubernetesVersion = '1.35.2';
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
  'no pool for applications': (d) => {
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
  'min above max': (d) => {
    d.nodePools[2]!.minNodes = 5;
  },
  'a GPU role without a GPU': (d) => {
    d.nodePools[2]!.vmSize = 'Standard_D8s_v5';
  },
  'a part of a GPU': (d) => {
    d.nodePools[2]!.vmSize = 'Standard_NV12ads_A10_v5' as never;
  },
  'GPUs that the image is not for': (d) => {
    d.nodePools[2]!.vmSize = 'Standard_ND96isr_MI300X_v5' as never;
  },
  'a VM size of impossible facts': (d) => {
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
  'a pool name without room for rotation': (d) => {
    d.nodePools[2]!.name = 'inference';
    d.inferenceServers![0]!.nodePool = 'inference';
  },
  'an ephemeral disk on a size without one': (d) => {
    d.nodePools[1]!.osDisk = { type: 'Ephemeral', sizeGiB: 128 };
  },
  'an ephemeral disk larger than the temporary disk': (d) => {
    d.nodePools[2]!.osDisk = { type: 'Ephemeral', sizeGiB: 512 };
  },
  'surge on spot': (d) => {
    d.nodePools[2]!.spot = true;
    d.nodePools[2]!.upgrade = { maxSurge: '1' };
  },
  'a lock longer than Service Bus allows': (d) => {
    d.serviceBus!.queues![0]!.lockSeconds = 600;
  },
  'two queues of one name': (d) => {
    d.serviceBus!.queues!.push({ name: 'Tasks' });
  },
  'a role on the wrong kind of resource': (d) => {
    d.identities![0]!.roles!.push({ role: 'AcrPull', on: 'keyVault' });
  },
  'a role on a queue that is not there': (d) => {
    d.identities![0]!.roles!.push({ role: 'Azure Service Bus Data Sender', on: { queue: 'task' } });
  },
  'one ServiceAccount for two identities': (d) => {
    d.identities!.push({
      name: 'other-identity',
      federatedCredentials: [{ name: 'other', serviceAccount: 'app-sa' }],
    });
  },
  'a twenty-first federated credential': (d) => {
    d.identities![0]!.federatedCredentials = Array.from({ length: 21 }, (_, i) => ({
      name: `fed-${i}`,
      serviceAccount: `sa-${i}`,
    }));
    d.httpApps![0]!.serviceAccount = 'sa-0';
  },
  'an identity that is misspelt': (d) => {
    d.httpApps![0]!.identity = 'app-identiy';
  },
  'the value of a secret in place of its name': (d) => {
    d.httpApps![0]!.secrets = [{ variable: 'API KEY', secret: 'p@ssw0rd!' }];
  },
  'a pool that is misspelt': (d) => {
    d.httpApps![0]!.nodePool = 'cpupol';
  },
  'an application on the GPU pool': (d) => {
    d.httpApps![0]!.nodePool = 'gpupool';
  },
  'an image without a tag': (d) => {
    d.httpApps![0]!.image = 'docker.io/my-org/app';
  },
  'an image of an unknown registry': (d) => {
    d.httpApps![0]!.image = 'registry.example.com/app:1.0.0';
  },
  'replicas beside scaling': (d) => {
    d.httpApps![0]!.replicas = 3;
  },
  'more memory than a node has': (d) => {
    d.httpApps![0]!.resources = { cpu: '1', memory: '64Gi' };
  },
  'quantities of another kind': (d) => {
    d.httpApps![0]!.resources = { cpu: '1 core', memory: '2GB' };
  },
  'a privileged port': (d) => {
    d.httpApps![0]!.port = 80;
  },
  'a queue that is misspelt in a trigger': (d) => {
    d.httpApps![0]!.scaling!.triggers[0] = { type: 'service-bus-queue', queue: 'taks' };
  },
  'fewer replicas at most than at least': (d) => {
    d.httpApps![0]!.scaling!.minReplicas = 20;
  },
  'a scaler name that leaves no room for its autoscaler': (d) => {
    d.httpApps![0]!.scaling!.name = 'a'.repeat(55);
  },
  'a cooldown without effect': (d) => {
    d.httpApps![0]!.scaling!.cooldownSeconds = 60;
  },
  'a variable that workload identity sets': (d) => {
    d.httpApps![0]!.environment = { AZURE_CLIENT_ID: 'x' };
  },
  'two workloads of one name': (d) => {
    d.httpApps![0]!.name = 'vllm';
  },
  'a workload that takes a folder of the platform': (d) => {
    d.httpApps![0]!.name = 'argocd';
  },
  'more GPUs than a node has': (d) => {
    d.inferenceServers![0]!.gpus = 2;
  },
  'more replicas than the pool can hold': (d) => {
    d.inferenceServers![0]!.replicas = 4;
  },
  'a model larger than the disk': (d) => {
    d.inferenceServers![0]!.fit = 'unchecked';
    d.inferenceServers![0]!.modelSizeGiB = 641.3;
  },
  'a model that is no id, with impossible numbers': (d) => {
    Object.assign(d.inferenceServers![0]!, {
      model: 'phi-4',
      gpuMemoryUtilization: 95,
      maxModelLen: 0,
      modelSizeGiB: Number.NaN,
    });
  },
  'a token in the address of the repository': (d) => {
    d.gitOps.repository = 'https://user:secret@github.com/my-org/gitops';
  },
  'the namespace of the system': (d) => {
    d.namespace = 'kube-system';
  },
  'notifications that go nowhere': (d) => {
    d.gitOps.notifications = {};
  },
  'notifications of nothing': (d) => {
    d.gitOps.notifications = { events: [], webhook: { url: 'https://example.com' } };
  },
  'a channel with its number sign': (d) => {
    d.gitOps.notifications = { slack: { channel: '#ai', tokenSecret: 'slack-token' } };
  },
  'a token in place of the name of its secret': (d) => {
    d.gitOps.notifications = { slack: { channel: 'ai', tokenSecret: 'xoxb_123' } };
  },
  'a webhook with two addresses': (d) => {
    d.gitOps.notifications = { webhook: { url: 'https://example.com', urlSecret: 'hook' } };
  },
  'a webhook in clear text': (d) => {
    d.gitOps.notifications = { webhook: { url: 'http://example.com' } };
  },
  'a webhook with a key of the Secret in its address': (d) => {
    d.gitOps.notifications = { webhook: { url: 'https://example.com/$token' } };
  },
  'an address of Argo CD without a scheme': (d) => {
    d.gitOps.notifications = { argoCdUrl: 'argocd.example.com', webhook: { url: 'https://example.com' } };
  },
  'a token without a vault': (d) => {
    d.gitOps.notifications = { slack: { channel: 'ai', tokenSecret: 'slack-token' } };
    d.keyVault = undefined;
    d.httpApps = [];
    d.identities = [];
  },
  'another cluster, and an Argo CD in this one': (d) => {
    d.gitOps.destination = { name: 'my-aks' };
  },
  'a server without a scheme': (d) => {
    d.gitOps.destination = { server: 'my-aks.example.com' };
    d.gitOps.argoCd = { install: 'none' };
  },
  'any cluster': (d) => {
    d.gitOps.destination = { name: '*' };
    d.gitOps.argoCd = { install: 'none' };
  },
  'a window with everything wrong': (d) => {
    d.gitOps.syncWindows = [
      { kind: 'deny', schedule: '0 25 * * *', duration: '2 days', timeZone: 'Seoul', applications: ['ap'] },
    ];
  },
  'a window of no time': (d) => {
    d.gitOps.syncWindows = [{ kind: 'allow', schedule: '0 8 * * *', duration: '' }];
  },
};

const subnetId =
  '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/nodes';

describe('what resolvePlatform() refuses', () => {
  it.each(Object.entries(cases))('%s', (_, change) => {
    const problems = problemsOf(change);
    expect(problems).not.toHaveLength(0);
    expect(problems.join('\n')).toMatchSnapshot();
  });

  it('takes the platform without a change', () => {
    expect(problemsOf(() => {})).toEqual([]);
  });

  it('tells every problem at once, each with its path', () => {
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
