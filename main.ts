import { environments } from './environments';
import { type BaseDefinition, PlatformSet } from './index';
import { workloads } from './workloads';

const zones = ['1', '2', '3']; // of koreacentral

/** The sample platform. Change the values, run `npm run synth`, and read the summary. */
const base = {
  azure: {
    subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
    tenantId: 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e',
    location: 'koreacentral',
    resourceGroup: 'my-rg',
    uniqueSuffix: 'k4x9', // makes the names of vault, registry, queues and storage unique in Azure: choose your own
  },
  cluster: {
    name: 'my-aks',
    kubernetesVersion: '1.36', // determines the version of KEDA; synth warns before its support ends
    apiServer: { private: true },
    adminGroupObjectIds: ['9d4e1b3c-72f5-4a68-8c0d-f3b6a9e25417'],
  },
  nodePools: [
    { name: 'system', role: 'system', vmSize: 'Standard_D4s_v5', maxNodes: 5, zones },
    { name: 'cpupool', role: 'cpu', vmSize: 'Standard_D8s_v5', minNodes: 2, maxNodes: 6, zones },
    { name: 'gpuspot', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 2, spot: true },
    { name: 'gpupool', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', initialNodes: 1, maxNodes: 3 },
    {
      name: 'gpubig',
      role: 'gpu',
      vmSize: 'Standard_ND96isr_H100_v5',
      maxNodes: 2,
      osDisk: { type: 'Managed', sizeGiB: 1024 }, // the model files have 640 GiB
    },
  ],
  registry: { name: 'myregistry' },
  keyVault: { name: 'my-kv' },
  serviceBus: {
    name: 'my-servicebus-namespace',
    queues: [{ name: 'ai-task-queue' }, { name: 'embedding-queue' }],
  },
  storageAccounts: [
    { name: 'mymodels', containers: ['triton'] },
    { name: 'mytraces', containers: ['langfuse'], sharedKeys: true },
  ],
  identities: [
    {
      name: 'my-app-identity',
      federatedCredentials: [{ name: 'my-app-fed', serviceAccount: 'my-app-sa' }],
    },
  ],
  ...workloads,
  gitOps: { repository: 'https://github.com/my-org/gitops' },
} satisfies BaseDefinition;

export const platforms = new PlatformSet(base, environments);

if (require.main === module) platforms.run();
