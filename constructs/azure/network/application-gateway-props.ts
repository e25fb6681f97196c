import type { ITerraformDependable } from 'cdktf';
import type { AzurermVersion } from '../../../lib/facts/azurerm-versions';
import type { Place } from '../stack/place';

/** Input of a PlatformApplicationGateway. */
export interface PlatformApplicationGatewayProps extends Place {
  /** Name of the gateway. The names of its address and identity derive from it. */
  readonly name: string;
  /**
   * Resource id of its own subnet, delegated to `Microsoft.Network/applicationGateways`. With
   * overlay pods, a /24 or smaller.
   */
  readonly subnetId: string;
  /** Resource id of the vault with the certificates. */
  readonly keyVaultId: string;
  /** `https://<vault>.vault.azure.net/`. */
  readonly keyVaultUri: string;
  /**
   * Names of the certificates in the vault, which an Ingress references. The gateway uses the
   * newest version and loads a renewed one within four hours. The vault must contain them before
   * Azure creates the gateway.
   */
  readonly certificates: readonly string[];
  /** Minimum number of instances, 0 to 100. Azure bills them also without load. @default 0 */
  readonly minInstances?: number;
  /** Maximum number of instances, 2 to 125. Each uses an address of the subnet. @default 10 */
  readonly maxInstances?: number;
  /**
   * Private address in the subnet, in addition to the public one, which Azure requires for a
   * gateway without network isolation. The gateway serves Ingress objects with `privateAddress`
   * only there; without a private address, the controller ignores them. Azure reserves the first
   * four addresses.
   *
   * @default none
   * @see learn.microsoft.com/azure/application-gateway/configuration-frontend-ip (2026-11)
   */
  readonly privateAddress?: string;
  /**
   * Longest duration of a response, in seconds. It determines the idle timeout of the public
   * address, between 4 and 30 minutes.
   *
   * @default 600
   */
  readonly timeoutSeconds?: number;
  /**
   * Availability zones of the gateway and its address. Azure cannot change them later.
   *
   * @default the zones that Azure selects
   */
  readonly zones?: readonly string[];
  /**
   * Resources that must exist before the gateway reads its certificates, for example the private
   * endpoint of the vault.
   *
   * @default only the role assignment
   */
  readonly dependsOn?: ITerraformDependable[];
  /** Version of azurerm that the Terraform is written for. @default '4.55' */
  readonly azurerm?: AzurermVersion;
}
