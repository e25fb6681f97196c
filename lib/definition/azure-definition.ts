import { azureClouds } from '../facts/azure-cloud';
import { type AzurermVersion, defaultAzurermVersion } from '../facts/azurerm-versions';
import {
  anyOf,
  boolean,
  type CompleteOf,
  choice,
  type DefinitionOf,
  literal,
  object,
  oneOf,
  type Schema,
  text,
  textMap,
} from '../values/schema';

const localState = object({
  /** Terraform keeps its state in a file next to `cdktf.json`. For one operator on one machine. */
  type: literal('local'),
});

const azureState = object({
  /** Terraform keeps its state in a blob, and locks it during each run. */
  type: literal('azurerm'),
  /** Name of the resource group of the storage account. */
  resourceGroup: text,
  /** Name of the storage account. Create it before the first deployment. */
  storageAccount: text,
  /** Name of the blob container. */
  container: text,
  /**
   * Name of the blob.
   * @default `<stack>.tfstate`
   */
  key: text.optional(),
  /**
   * GUID of the subscription of the storage account.
   * @default the platform's subscription
   */
  subscriptionId: text.optional(),
});

export const terraformStateSchema = oneOf('type', [localState, azureState]);

/** Where Terraform keeps its state. */
export type TerraformStateDefinition = DefinitionOf<typeof terraformStateSchema>;

const azurermVersion = text as Schema<string> as Schema<AzurermVersion>;

const azure = object({
  /** GUID of the subscription: `az account show --query id`. */
  subscriptionId: text,
  /** GUID of the Entra ID tenant: `az account show --query tenantId`. */
  tenantId: text,
  /** Short name of the region: `koreacentral`. */
  location: text,
  /**
   * Name of the resource group, 1 to 63 characters. The platform creates it, unless it is given as
   * `existing`.
   */
  resourceGroup: anyOf([
    text,
    object({
      /** Name of the resource group. */
      name: text,
      /** The resource group exists, and Terraform does not manage it. */
      existing: literal(true),
    }),
  ]),
  /**
   * Suffix of 2 to 8 lowercase letters and digits for names that must be unique in all of Azure:
   * Key Vault, registry, Service Bus and storage accounts.
   * @default none: the names themselves must then be unique
   */
  uniqueSuffix: text.optional(),
  /**
   * Azure cloud.
   * @default `AzurePublicCloud`, the cloud of all regions outside China and the US government
   */
  cloud: choice(azureClouds).default('AzurePublicCloud'),
  /**
   * Tags of every resource that supports tags, at most 48, in addition to `environment` and
   * `managed-by`.
   * @default none
   */
  tags: textMap.default({}),
  /**
   * Where Terraform keeps its state.
   * @default `{ type: 'local' }`, because a storage account for the state must exist first. Use
   * `azurerm` in a team
   */
  state: terraformStateSchema.default({ type: 'local' }),
  /**
   * Whether Terraform refuses plans that delete or replace the cluster, or a resource that holds
   * data: vault, registry, Service Bus, storage accounts, workspaces. To take a platform down, turn
   * it off in a change of its own first.
   * @default true, so that a mistake in the definition fails the plan and deletes no data
   */
  preventDestroy: boolean.default(true),
  /**
   * Minimum version of the azurerm provider, `<major>.<minor>`: from 4.55 to 4.81, or from 5.2. The
   * Terraform has the form that this version and all later ones of its major version accept, and
   * that this version does not deprecate.
   * @default `4.55`, whose form every later 4.x accepts, some arguments with a warning
   */
  azurerm: azurermVersion.default(defaultAzurermVersion),
});

/** Where in Azure the platform runs. */
export interface AzureDefinition extends DefinitionOf<typeof azure> {}
/** The place in Azure with defaults filled in. */
export interface CompleteAzure extends CompleteOf<typeof azure> {}
export const azureSchema: Schema<AzureDefinition, CompleteAzure> = azure;

const network = object({
  /**
   * Address space of the virtual network. Azure lets it grow, and removes no range that has
   * subnets.
   * @default `10.0.0.0/16`, which does not overlap the defaults of `podCidr` and `serviceCidr`
   */
  addressSpace: text.default('10.0.0.0/16'),
  /**
   * Subnet of the nodes, inside the address space. Pods use addresses of `podCidr` instead. Azure
   * does not change it while nodes are in it. A default subnet of the gateway is in
   * the remaining addresses, so a change can move it as well.
   * @default `10.0.0.0/20`, enough for 4091 nodes
   */
  nodeSubnet: text.default('10.0.0.0/20'),
  /**
   * Subnet of the private endpoints, inside the address space.
   * @default `10.0.16.0/24`, the first /24 after the default of `nodeSubnet`
   */
  privateEndpointSubnet: text.default('10.0.16.0/24'),
  /**
   * Address range of the pods (Azure CNI Overlay), outside the address space. Each node uses a /24
   * of it. A change replaces the cluster.
   * @default `10.244.0.0/16`, enough for 256 nodes
   */
  podCidr: text.default('10.244.0.0/16'),
  /**
   * Address range of the Services, /12 to /27, outside the address space and `podCidr`. A
   * change replaces the cluster.
   * @default `10.245.0.0/16`, the range after the default of `podCidr`
   */
  serviceCidr: text.default('10.245.0.0/16'),
  /**
   * Address of the cluster's DNS service, inside `serviceCidr`. Not its first address, which the
   * API server uses.
   * @default the tenth address of `serviceCidr`
   */
  dnsServiceIp: text.optional(),
  /**
   * Existing subnets. The platform then creates no virtual network, and compares `addressSpace`
   * only with the other ranges.
   * @default none: the platform creates the virtual network
   */
  existing: object({
    /** Resource id of the nodes' subnet: `az network vnet subnet show --query id`. */
    nodeSubnetId: text,
    /**
     * Resource id of the private endpoints' subnet.
     * @default none: required if the platform has private endpoints
     */
    privateEndpointSubnetId: text.optional(),
  }).optional(),
});

/**
 * A virtual network of the platform's own, or existing subnets. All ranges are IPv4 in CIDR
 * notation. Azure does not allow changes of `podCidr`, `serviceCidr` and `dnsServiceIp` after the
 * cluster is created.
 */
export interface NetworkDefinition extends DefinitionOf<typeof network> {}
/** The network with defaults filled in. */
export interface CompleteNetwork extends CompleteOf<typeof network> {}
export const networkSchema: Schema<NetworkDefinition, CompleteNetwork> = network;
