import type { ITerraformDependable } from 'cdktf';
import type { AzurermMajor } from '../stack/azurerm-compatibility';
import type { Place } from '../stack/place';

/** Input of a PlatformApplicationGateway. */
export interface PlatformApplicationGatewayProps extends Place {
  /** Name of the gateway; its address and identity are called after it. */
  readonly name: string;
  /** Subnet for it alone, delegated to `Microsoft.Network/applicationGateways`: with overlay pods a /24 or smaller. */
  readonly subnetId: string;
  /** Resource id of the vault with the certificates. */
  readonly keyVaultId: string;
  /** `https://<vault>.vault.azure.net/`. */
  readonly keyVaultUri: string;
  /**
   * Names of the certificates in the vault, which are those on the gateway as well: an Ingress names them. The newest version
   * is taken, and a newer one within four hours. They have to be in the vault before the gateway is made, which reads them then.
   */
  readonly certificates: readonly string[];
  /** Instances that are there without load and paid for, 0 to 100. Default: 0. */
  readonly minInstances?: number;
  /** Most instances, 2 to 125: an address of the subnet each. Default: 10. */
  readonly maxInstances?: number;
  /**
   * Address of the subnet that the gateway has besides its public one, which Azure asks for as long as a gateway is not isolated
   * (learn.microsoft.com/azure/application-gateway/configuration-frontend-ip, 2026-11). Ingress objects with `privateAddress` are
   * served there alone; on a gateway without one their controller ignores them. Not one of the first four, which Azure keeps.
   * Default: none.
   */
  readonly privateAddress?: string;
  /**
   * Longest time that an answer takes, in seconds: for so long, within 4 to 30 minutes, the public address keeps a connection on which
   * nothing moves. Default: 600.
   */
  readonly timeoutSeconds?: number;
  /** Zones of the gateway and its address; fixed at creation. Default: those that Azure chooses. */
  readonly zones?: readonly string[];
  /**
   * What else has to be there before the gateway reads its certificates: the private endpoint of a vault that is closed to the public.
   * Default: none besides the role.
   */
  readonly dependsOn?: ITerraformDependable[];
  /** Major version of azurerm that the Terraform is for. Default: 4. */
  readonly azurermMajor?: AzurermMajor;
}
