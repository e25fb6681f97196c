import { AzurermBackend, LocalBackend, type TerraformStack } from 'cdktf';
import type { TerraformStateDefinition } from '../../../lib/definition/azure-definition';

/** Defaults for the storage account of the state. */
interface StateDefaults {
  readonly subscriptionId: string;
  readonly tenantId: string;
}

/**
 * Adds the backend to a stack.
 *
 * - `azurerm` signs in to the storage account with Entra ID, so the account's keys can be disabled.
 *   The environment (`ARM_USE_OIDC`, …) determines whether a user (az), a pipeline (OIDC) or an
 *   identity signs in.
 * - `local` is `terraform.<stack>.tfstate` next to `cdktf.json`. Terraform runs in
 *   `cdktf.out/stacks/<stack>`, so the path leads three folders up. CDKTF's default is an absolute
 *   path, which would make the Terraform different on each machine.
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
