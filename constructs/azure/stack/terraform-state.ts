import { AzurermBackend, LocalBackend, type TerraformStack } from 'cdktf';
import type { TerraformStateDefinition } from '../../../lib/definition/azure-definition';

/** Where a stack's state is kept, when nobody said: the subscription of the storage account. */
interface StateDefaults {
  readonly subscriptionId: string;
  readonly tenantId: string;
}

/**
 * Gives a stack its backend.
 *
 * - `azurerm`: signs in to the storage account with Entra ID, so that its keys can be off. Whether that is a person (az), a
 *   pipeline (OIDC) or an identity is left to the environment (`ARM_USE_OIDC`, …).
 * - `local`: `terraform.<stack>.tfstate` beside `cdktf.json`. Terraform runs in `cdktf.out/stacks/<stack>`, so the path leads three
 *   folders up. CDKTF's own default is the absolute path of this machine, and the Terraform would differ on each.
 */
export function configureTerraformState(
  stack: TerraformStack,
  state: TerraformStateDefinition,
  defaults: StateDefaults,
): void {
  if (state.type === 'local') {
    new LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
    return;
  }
  new AzurermBackend(stack, {
    resourceGroupName: state.resourceGroup,
    storageAccountName: state.storageAccount,
    containerName: state.container,
    key: state.key ?? `${stack.node.id}.tfstate`,
    subscriptionId: state.subscriptionId ?? defaults.subscriptionId,
    tenantId: defaults.tenantId,
    useAzureadAuth: true,
  });
}
