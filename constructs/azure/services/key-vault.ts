import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { KeyVault } from '../../../imports/azurerm';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';
import { requireKnownName } from '../stack/known-name';

/** Input of a PlatformKeyVault. */
export interface PlatformKeyVaultProps {
  /**
   * Name, 3 to 24 letters, digits and '-', unique in all of Azure. A soft-deleted vault keeps its
   * name.
   */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** GUID of the Entra ID tenant. */
  readonly tenantId: string;
  /** SKU. `premium` stores keys in hardware security modules. @default 'standard' */
  readonly sku?: 'standard' | 'premium';
  /**
   * Days during which you can restore a deleted vault or secret, 7 to 90. Azure cannot change it
   * later.
   *
   * @default 90
   */
  readonly softDeleteDays?: number;
  /**
   * Public network access. Without it, only private endpoints reach the vault.
   *
   * @default true, with Entra ID sign-in
   */
  readonly publicNetworkAccess?: boolean;
  /**
   * Purge protection: no one, including Azure support, can purge the vault during `softDeleteDays`.
   * You cannot disable it later.
   *
   * @default true
   */
  readonly purgeProtection?: boolean;
  /** Makes Terraform refuse every plan that would delete the secrets. @default true */
  readonly preventDestroy?: boolean;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A Key Vault in RBAC mode: only role assignments grant access to secrets. Terraform creates no
 * secrets, because the state would contain them.
 *
 * @throws {DefinitionError} for invalid names and numbers.
 */
export class PlatformKeyVault extends Construct {
  readonly vault: KeyVault;

  constructor(scope: Construct, id: string, props: PlatformKeyVaultProps) {
    super(scope, id);
    checkProps(props);
    const publicNetworkAccess = props.publicNetworkAccess ?? true;
    this.vault = new KeyVault(this, 'vault', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      tenantId: props.tenantId,
      skuName: props.sku ?? 'standard',
      // The default of 4.x is `false`, and Azure then ignores every role assignment. 5.x requires
      // the argument.
      rbacAuthorizationEnabled: true,
      purgeProtectionEnabled: props.purgeProtection ?? true,
      softDeleteRetentionDays: props.softDeleteDays ?? 90,
      publicNetworkAccessEnabled: publicNetworkAccess,
      networkAcls: publicNetworkAccess ? undefined : { bypass: 'None', defaultAction: 'Deny' },
      tags: props.tags && { ...props.tags },
      lifecycle: { preventDestroy: props.preventDestroy ?? true },
    });
  }

  /** Resource id. */
  get id(): string {
    return this.vault.id;
  }
}

function checkProps({ name, softDeleteDays }: PlatformKeyVaultProps): void {
  const problems = ProblemList.create();
  requireKnownName(problems, 'name', 'keyVault', name);
  if (softDeleteDays !== undefined && !Token.isUnresolved(softDeleteDays)) {
    requireInteger(problems, 'softDeleteDays', softDeleteDays, { min: 7, max: 90, unit: 'days' });
  }
  problems.throwIfAny(`the Key Vault ${name}`);
}
