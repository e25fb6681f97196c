import type { AzureCloud } from '../facts/azure-cloud';

/** Where in Azure the platform lives. */
export interface AzureDefinition {
  /** GUID of the subscription. */
  readonly subscriptionId: string;
  /** GUID of the Entra ID tenant. */
  readonly tenantId: string;
  /** Short name of the region: `koreacentral`. */
  readonly location: string;
  /** Created by the platform unless `existing` is set. */
  readonly resourceGroup: string | { readonly name: string; readonly existing: true };
  /**
   * Appended to the names that are unique in all of Azure (Key Vault, registry, Service Bus): 2 to 8 lower-case
   * letters and digits. Default: none; then your names must be free already.
   */
  readonly uniqueSuffix?: string;
  /** Default: AzurePublicCloud. */
  readonly cloud?: AzureCloud;
  /** On every resource that takes tags, besides `environment` and `managed-by`. Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Where Terraform keeps its state. Default: `{ type: 'local' }`, beside cdktf.json. */
  readonly state?: TerraformStateDefinition;
  /**
   * Terraform refuses any plan that would delete or replace the cluster, or what holds data (vault, registry, queues, workspaces).
   * Default: on. Turn it off in a change of its own, to take a platform down.
   */
  readonly preventDestroy?: boolean;
  /**
   * Major version of the azurerm provider that the Terraform is for. Default: 4, which the bindings have; 5 emits
   * the few resources that changed in their new form.
   */
  readonly azurermMajor?: 4 | 5;
}

/** Where Terraform keeps its state. */
export type TerraformStateDefinition =
  | { readonly type: 'local' }
  | {
      readonly type: 'azurerm';
      readonly resourceGroup: string;
      readonly storageAccount: string;
      readonly container: string;
      /** Blob name. Default: `<stack>.tfstate`. */
      readonly key?: string;
      /** Default: the platform's subscription. */
      readonly subscriptionId?: string;
    };

/** A network of the platform's own, or subnets that exist. All ranges are IPv4 CIDR. */
export interface NetworkDefinition {
  /** Default: 10.0.0.0/16. */
  readonly addressSpace?: string;
  /** Subnet of the nodes, in the address space. Overlay pods take no address of it. Default: 10.0.0.0/20. */
  readonly nodeSubnet?: string;
  /** Subnet of the private endpoints, in the address space. Default: 10.0.16.0/24. */
  readonly privateEndpointSubnet?: string;
  /** Overlay range of the pods, a /24 a node: /16 holds 256 nodes. Default: 10.244.0.0/16. */
  readonly podCidr?: string;
  /** Range of the Services. Default: 10.245.0.0/16. */
  readonly serviceCidr?: string;
  /** Address of the cluster's DNS, in `serviceCidr`. Default: its tenth address. */
  readonly dnsServiceIp?: string;
  /** Subnets that exist; then no virtual network is created. `addressSpace` says what they lie in, for the overlap check. */
  readonly existing?: {
    /** Resource id of the nodes' subnet. */
    readonly nodeSubnetId: string;
    /** Resource id of the private endpoints' subnet; wanted if there are private endpoints. */
    readonly privateEndpointSubnetId?: string;
  };
}
