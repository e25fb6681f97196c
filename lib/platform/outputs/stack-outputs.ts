import type { TriggerOutput } from '../../engine/scaling/scaler-trigger';
import type { ResolvedPlatform } from '../resolved-platform';
import { scalingsOf } from '../workloads/scalings';

/** The parts of a platform that decide which outputs the Kubernetes half needs. */
type OutputReaders = Pick<ResolvedPlatform, 'workloads'>;

/** An output of the stack. */
interface StackOutput {
  /** Name in Terraform and in the outputs file. The committed outputs files contain it. */
  readonly name: string;
  /** Description in Terraform. */
  readonly description: string | ((platform: ResolvedPlatform) => string);
  /** Noun phrase for messages. */
  readonly what: string;
  /**
   * Value in the definition. An outputs file with another value belongs to another deployment.
   *
   * @default not compared
   */
  readonly expected?: (platform: ResolvedPlatform) => string;
  /**
   * What needs the value in the Kubernetes half; `always`: every outputs file contains it.
   *
   * @default nothing
   */
  readonly neededBy?: 'always' | ((platform: OutputReaders) => readonly string[]);
  /** Form of a valid value. @default any text */
  readonly form?: { readonly pattern: RegExp; readonly example: string };
  /** Value in a preview. @default none */
  readonly preview?: string;
}

/**
 * Outputs of every stack, next to the client ids of identities. To add one, add it here and give
 * its value in `constructs/azure/stack/platform-stack.ts`; `PlatformOutputs` then has it under its
 * key.
 */
export const stackOutputs = {
  subscriptionId: {
    name: 'subscription_id',
    description: 'Subscription that this was deployed to',
    what: 'the subscription',
    expected: ({ azure }) => azure.subscriptionId,
  },
  tenantId: {
    name: 'tenant_id',
    description: 'Entra ID tenant',
    what: 'the tenant',
    expected: ({ azure }) => azure.tenantId,
  },
  resourceGroup: {
    name: 'resource_group',
    description: 'Resource group',
    what: 'the resource group',
    expected: ({ azure }) => azure.resourceGroup.name,
  },
  clusterName: {
    name: 'cluster_name',
    description: ({ cluster }) => `AKS cluster ${cluster.name}`,
    what: 'the cluster',
    expected: ({ cluster }) => cluster.name,
  },
  oidcIssuerUrl: {
    name: 'oidc_issuer_url',
    description: 'Issuer that the federated credentials trust',
    what: 'the OIDC issuer',
    neededBy: 'always',
    form: { pattern: /^https:\/\/[^\s/]+\/\S*$/, example: 'https://koreacentral.oic.prod-aks.azure.com/…/' },
    preview: 'https://oidc.preview.invalid/',
  },
  prometheusQueryEndpoint: {
    name: 'prometheus_query_endpoint',
    description: 'Queries of managed Prometheus',
    what: 'query endpoint of managed Prometheus',
    neededBy: (platform) => scalersThatRead('prometheusQueryEndpoint', platform),
    // Source: learn.microsoft.com/azure/azure-monitor/metrics/prometheus-api-promql, "Query
    // endpoint" (2026-11).
    form: {
      pattern: /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.prometheus\.monitor\.azure\.[a-z]+$/,
      example: 'https://….prometheus.monitor.azure.com',
    },
    preview: 'https://preview.prometheus.monitor.azure.com',
  },
  keyVaultUri: { name: 'key_vault_uri', description: 'Key Vault', what: 'the Key Vault' },
  registryHost: { name: 'registry_host', description: 'Container registry', what: 'the container registry' },
  serviceBusEndpoint: { name: 'service_bus_endpoint', description: 'Service Bus', what: 'the Service Bus' },
} as const satisfies Readonly<Record<string, StackOutput>>;

export type OutputKey = keyof typeof stackOutputs;

/** The outputs by key, for code that treats all alike. */
export const stackOutputEntries = Object.entries(stackOutputs) as readonly (readonly [
  OutputKey,
  StackOutput,
])[];

/** Scalers whose triggers contain an output. */
function scalersThatRead(key: TriggerOutput, platform: OutputReaders): readonly string[] {
  return scalingsOf(platform)
    .filter(({ triggers }) => triggers.some(({ outputs }) => outputs.includes(key)))
    .map(({ workload }) => `the scaler of ${workload}`);
}
