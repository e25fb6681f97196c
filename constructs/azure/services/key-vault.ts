import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { KeyVault } from '../../../imports/azurerm';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';
import { requireKnownName } from '../stack/known-name';

/** Input of a PlatformKeyVault. */
export interface PlatformKeyVaultProps {
  /** 3 to 24 letters, digits and '-', unique in all of Azure, and taken while a deleted vault of the name can be restored. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** GUID of the Entra ID tenant. */
  readonly tenantId: string;
  /** `premium` keeps keys in hardware. Default: `standard`. */
  readonly sku?: 'standard' | 'premium';
  /** Days that a deleted vault or secret can be restored (7 to 90). Fixed at creation. Default: 90. */
  readonly softDeleteDays?: number;
  /** Off leaves only private endpoints. Default: on, with Entra ID. */
  readonly publicNetworkAccess?: boolean;
  /** Nobody, Azure's support included, deletes for good before the days are over. Cannot be turned off later. Default: on. */
  readonly purgeProtection?: boolean;
  /** Terraform refuses any plan that would delete the secrets. Default: on. */
  readonly preventDestroy?: boolean;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A Key Vault in RBAC mode: who may read a secret is a role assignment, nothing else. It has no secrets: those would be in the state.
 *
 * @throws {DefinitionError} for a name or number that Azure refuses.
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
      // 4.x takes `false` for granted, and then ignores every role assignment; 5.x requires the argument.
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
