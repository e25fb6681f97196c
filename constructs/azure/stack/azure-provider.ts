import type { TerraformStack } from 'cdktf';
import { AzurermProvider } from '../../../imports/azurerm';
import type { TerraformStateDefinition } from '../../../lib/definition/azure-definition';
import { type AzureCloud, terraformEnvironment } from '../../../lib/facts/azure-cloud';
import { type AzurermVersion, defaultAzurermVersion } from '../../../lib/facts/azurerm-versions';
import { azurermVersionConstraint } from './azurerm-compatibility';
import { configureTerraformState } from './terraform-state';
import { requireTerraform } from './terraform-version';

/** Settings of every stack in a subscription. */
export interface AzureStackSettings {
  /** GUID of the subscription. */
  readonly subscriptionId: string;
  /** GUID of the Entra ID tenant. */
  readonly tenantId: string;
  /** @default 'AzurePublicCloud' */
  readonly cloud?: AzureCloud;
  /** @default a local state file */
  readonly state?: TerraformStateDefinition;
  /** Version of azurerm that the Terraform is written for. @default '4.55' */
  readonly azurerm?: AzurermVersion;
  /**
   * Whether the stack contains a Managed Grafana, which needs a newer azurerm.
   *
   * @default false
   */
  readonly withGrafana?: boolean;
}

/** Minimum Terraform version that the emitted JSON is tested with. */
const terraformVersion = '>= 1.9.0';

/**
 * Resource providers of the resources that this platform creates. The list is explicit, because
 * azurerm 4 registers about seventy by default, which needs permissions on the subscription that a
 * pipeline should not have, and azurerm 5 registers none.
 */
const resourceProviders = [
  'Microsoft.AlertsManagement',
  'Microsoft.Compute',
  'Microsoft.ContainerRegistry',
  'Microsoft.ContainerService',
  'Microsoft.Dashboard',
  'Microsoft.Insights',
  'Microsoft.KeyVault',
  'Microsoft.KubernetesConfiguration',
  'Microsoft.ManagedIdentity',
  'Microsoft.Monitor',
  'Microsoft.Network',
  // Application Gateway for Containers needs it together with ServiceNetworking:
  // learn.microsoft.com/azure/application-gateway/for-containers/
  // quickstart-deploy-application-gateway-for-containers-alb-controller-helm (2026-11).
  'Microsoft.NetworkFunction',
  'Microsoft.OperationalInsights',
  'Microsoft.OperationsManagement',
  // The Azure Policy add-on reports to it:
  // learn.microsoft.com/azure/governance/policy/concepts/policy-for-kubernetes (2026-11).
  'Microsoft.PolicyInsights',
  'Microsoft.ServiceBus',
  'Microsoft.ServiceNetworking',
  'Microsoft.Storage',
];

/** Adds the backend, the azurerm provider and the version constraints to a stack. */
export function configureAzureStack(stack: TerraformStack, settings: AzureStackSettings): AzurermProvider {
  const { subscriptionId, tenantId } = settings;
  configureTerraformState(stack, settings.state ?? { type: 'local' }, { subscriptionId, tenantId });
  const provider = new AzurermProvider(stack, 'azurerm', {
    features: [
      {
        // A soft-deleted vault keeps its name, so Terraform recovers it and does not purge it.
        keyVault: [{ purgeSoftDeleteOnDestroy: false, recoverSoftDeletedKeyVaults: true }],
        resourceGroup: [{ preventDeletionIfContainsResources: true }],
        // Read storage accounts only through Azure Resource Manager: the data plane may be
        // reachable only from the virtual network.
        storage: [{ dataPlaneAvailable: false }],
      },
    ],
    subscriptionId,
    tenantId,
    environment: terraformEnvironment(settings.cloud ?? 'AzurePublicCloud'),
    resourceProviderRegistrations: 'none',
    resourceProvidersToRegister: resourceProviders,
    storageUseAzuread: true,
  });
  requireTerraform(stack, terraformVersion);
  stack.addOverride(
    'terraform.required_providers.azurerm.version',
    azurermVersionConstraint(settings.azurerm ?? defaultAzurermVersion, settings.withGrafana),
  );
  return provider;
}
