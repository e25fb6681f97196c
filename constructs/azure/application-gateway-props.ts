import type { AzurermMajor } from './azurerm-compatibility';
import type { Place } from './place';

/** Input of a PlatformApplicationGateway. */
export interface PlatformApplicationGatewayProps extends Place {
  /** Name of the gateway; its address and identity are called after it. */
  readonly name: string;
  /** Subnet for it alone, delegated to `Microsoft.Network/applicationGateways`. */
  readonly subnetId: string;
  /** Resource id of the vault with the certificates. */
  readonly keyVaultId: string;
  /** `https://<vault>.vault.azure.net/`. */
  readonly keyVaultUri: string;
  /**
   * Names of the certificates in the vault, which are those on the gateway as well: an Ingress names them. The newest version
   * is taken, and a newer one within four hours.
   */
  readonly certificates: readonly string[];
  /** Least capacity units that are paid for. Default: 0. */
  readonly minCapacity?: number;
  /** Most capacity units, each good for some 2,500 connections. Default: 10. */
  readonly maxCapacity?: number;
  /** Default: none. */
  readonly zones?: readonly string[];
  /** Major version of azurerm that the Terraform is for. Default: 4. */
  readonly azurermMajor?: AzurermMajor;
}
