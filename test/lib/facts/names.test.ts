import { keyVaultUri, registryHost, serviceBusHost } from '../../../lib/facts/azure-cloud';
import {
  type AzureNameKind,
  azureNameProblem,
  dnsPrefixOf,
  withUniqueSuffix,
} from '../../../lib/facts/azure-names';
import { type KubernetesNameForm, kubernetesNameProblem } from '../../../lib/facts/kubernetes-names';

describe('names of Azure', () => {
  it.each<[AzureNameKind, string]>([
    ['resourceGroup', 'my-rg'],
    ['cluster', 'my-aks'],
    ['nodePool', 'gpupool'],
    ['keyVault', 'my-kv-k4x9'],
    ['containerRegistry', 'myregistryk4x9'],
    ['serviceBusNamespace', 'my-servicebus-namespace'],
    ['serviceBusQueue', 'team/ai-task-queue'],
    ['managedIdentity', 'my-app-identity'],
    ['location', 'koreacentral'],
  ])('%s takes %s', (kind, name) => {
    expect(azureNameProblem(kind, name)).toBeUndefined();
  });

  it.each<[AzureNameKind, string, string]>([
    [
      'resourceGroup',
      'ends.',
      `resource group name "ends." is invalid: use letters, digits, '_', '-', '.', '(' and ')', not ending with '.'`,
    ],
    ['resourceGroup', 'a'.repeat(64), '64 characters'],
    ['nodePool', 'gpu-pool', 'lower-case letters and digits'],
    ['nodePool', 'averylongpool', '13 characters'],
    ['keyVault', 'my--kv', 'Key Vault name "my--kv" is invalid: it contains "--"'],
    ['keyVault', '1kv', 'starting with a letter'],
    ['keyVault', `k${'v'.repeat(24)}`, '25 characters'],
    ['containerRegistry', 'my-registry', 'letters and digits only'],
    [
      'serviceBusNamespace',
      'my-queue-sb',
      'Service Bus namespace name "my-queue-sb" is invalid: Azure reserves the endings "-sb" and "-mgmt"',
    ],
    ['serviceBusNamespace', 'short', '5 characters'],
    ['managedIdentity', '-id', 'starting with a letter or digit'],
    ['location', 'Korea Central', 'koreacentral'],
  ])('%s refuses %s', (kind, name, message) => {
    expect(azureNameProblem(kind, name)).toContain(message);
  });

  it('joins a suffix as the kind of name allows', () => {
    expect([
      withUniqueSuffix('keyVault', 'my-kv', 'x7'),
      withUniqueSuffix('containerRegistry', 'my', 'x7'),
    ]).toEqual(['my-kv-x7', 'myx7']);
  });
});

describe('endpoints', () => {
  it.each([
    [keyVaultUri('AzurePublicCloud', 'my-kv'), 'https://my-kv.vault.azure.net/'],
    [keyVaultUri('AzureUSGovernmentCloud', 'my-kv'), 'https://my-kv.vault.usgovcloudapi.net/'],
    [registryHost('AzurePublicCloud', 'MyRegistry'), 'myregistry.azurecr.io'],
    [registryHost('AzureChinaCloud', 'myregistry'), 'myregistry.azurecr.cn'],
    [serviceBusHost('AzurePublicCloud', 'ns'), 'ns.servicebus.windows.net'],
  ])('%s', (actual, expected) => {
    expect(actual).toBe(expected);
  });
});

test.each([
  ['my_aks', 'my-aks'],
  [`${'a'.repeat(53)}_b`, 'a'.repeat(53)],
])('the DNS prefix of the cluster %s is %s', (name, prefix) => {
  expect(dnsPrefixOf(name)).toBe(prefix);
});

describe('names of Kubernetes', () => {
  it.each<[KubernetesNameForm, string, boolean]>([
    ['label', 'production', true],
    ['label', 'Production', false],
    ['label', '', false],
    ['label', 'a'.repeat(64), false],
    ['label', '1app', true],
    ['service', '1app', false],
    ['service', 'app-', false],
    ['subdomain', 'my.app-sa', true],
    ['subdomain', 'my..app', false],
  ])('%s "%s" is right: %s', (form, name, right) => {
    expect(kubernetesNameProblem(form, name) === undefined).toBe(right);
  });
});
