import type { TerraformStack } from 'cdktf';
import { AzurermProvider } from '../../../imports/azurerm';
import type { TerraformStateDefinition } from '../../../lib/definition/azure-definition';
import { type AzureCloud, terraformEnvironment } from '../../../lib/facts/azure-cloud';
import { type AzurermMajor, azurermVersionConstraint } from './azurerm-compatibility';
import { configureTerraformState } from './terraform-state';

/** What every stack on a subscription has in common. */
export interface AzureStackSettings {
  /** GUID. */
  readonly subscriptionId: string;
  /** GUID. */
  readonly tenantId: string;
  /** Default: `AzurePublicCloud`. */
  readonly cloud?: AzureCloud;
  /** Default: local. */
  readonly state?: TerraformStateDefinition;
  /** Default: 4. */
  readonly azurermMajor?: AzurermMajor;
  /** Whether the stack has a Managed Grafana, which wants a newer azurerm. Default: no. */
  readonly withGrafana?: boolean;
}

/** Oldest Terraform that the emitted JSON is checked with; `prevent_destroy` and the backends are older. */
const terraformVersion = '>= 1.9.0';

/**
 * Resource providers of what this platform creates. Named, because azurerm 4 registers some seventy by itself, which needs rights
 * on the subscription that a pipeline should not have, and azurerm 5 registers none.
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
  // With ServiceNetworking, what Application Gateway for Containers wants: learn.microsoft.com/azure/application-gateway/for-containers/
  // quickstart-deploy-application-gateway-for-containers-alb-controller-helm (2026-11).
  'Microsoft.NetworkFunction',
  'Microsoft.OperationalInsights',
  'Microsoft.OperationsManagement',
  // What the Azure Policy add-on reports to: learn.microsoft.com/azure/governance/policy/concepts/policy-for-kubernetes (2026-11).
  'Microsoft.PolicyInsights',
  'Microsoft.ServiceBus',
  'Microsoft.ServiceNetworking',
  'Microsoft.Storage',
];

/** Gives a stack its backend, the azurerm provider and the versions that it is for. */
export function configureAzureStack(stack: TerraformStack, settings: AzureStackSettings): AzurermProvider {
  const { subscriptionId, tenantId } = settings;
  configureTerraformState(stack, settings.state ?? { type: 'local' }, { subscriptionId, tenantId });
  const provider = new AzurermProvider(stack, 'azurerm', {
    features: [
      {
        // A deleted vault keeps its name: it is taken back rather than purged.
        keyVault: [{ purgeSoftDeleteOnDestroy: false, recoverSoftDeletedKeyVaults: true }],
        resourceGroup: [{ preventDeletionIfContainsResources: true }],
        // Accounts are looked at through Azure's own API: their data may be reached from the virtual network alone.
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
  stack.addOverride('terraform.required_version', terraformVersion);
  stack.addOverride(
    'terraform.required_providers.azurerm.version',
    azurermVersionConstraint(settings.azurermMajor ?? 4, settings.withGrafana),
  );
  return provider;
}
