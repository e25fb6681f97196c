import { type Deployment, type Json, resourcesOf } from '../../../links/deployment';
import { podTemplates } from '../../../links/pods';
import type { ClusterNames } from './cluster-names';
import type { ReadCommand } from './read-command';

/** Names of Azure resources, from the Terraform and its outputs. */
export class AzureNames {
  constructor(
    private readonly deployment: Deployment,
    private readonly cluster: ClusterNames,
  ) {}

  /** Whether the value of an option is the name of an existing resource; undefined for options that are not a name. */
  has({ name }: ReadCommand, option: string, value: string): boolean | undefined {
    const { outputs } = this.deployment;
    switch (option) {
      case '--subscription':
        return value === outputs['subscription_id'];
      case '--tenant':
        return value === outputs['tenant_id'];
      case '--resource-group':
        return value === outputs['resource_group'];
      case '--location':
        return resourcesOf(this.deployment, 'azurerm_kubernetes_cluster').some(
          ([, { location }]) => location === value,
        );
      case '--cluster-name':
        return this.named('azurerm_kubernetes_cluster').includes(value);
      case '--identity-name':
        return this.named('azurerm_user_assigned_identity').includes(value);
      case '--namespace-name':
        return this.named('azurerm_servicebus_namespace').includes(value);
      case '--topic-name':
        return this.named('azurerm_servicebus_topic').includes(value);
      case '--vault-name':
        return this.named('azurerm_key_vault').includes(value);
      case '--gateway-name':
        return this.named('azurerm_application_gateway').includes(value);
      case '--repository':
        return this.repositories().includes(value);
      case '--name':
        return this.namesFor(name)?.includes(value) ?? false;
      default:
        return undefined;
    }
  }

  hasHost(host: string): boolean {
    return this.named('azurerm_servicebus_namespace').some((name) => host.startsWith(`${name}.servicebus.`));
  }

  /** `queue`, or `topic/subscription`. */
  sources(): readonly string[] {
    const subscriptions = resourcesOf(this.deployment, 'azurerm_servicebus_subscription').map(
      ([, { name, topic_id }]) => {
        const topic = /^\$\{azurerm_servicebus_topic\.([^.]+)\.id\}$/.exec(topic_id)![1]!;
        return `${this.deployment.resources['azurerm_servicebus_topic']![topic].name}/${name}`;
      },
    );
    return [...this.named('azurerm_servicebus_queue'), ...subscriptions];
  }

  /** The valid values of `--name` for a command. */
  private namesFor(command: string): readonly string[] | undefined {
    if (command.startsWith('az aks nodepool')) return this.cluster.pools();
    if (command.startsWith('az aks')) return this.named('azurerm_kubernetes_cluster');
    if (command.startsWith('az keyvault certificate')) return this.certificates();
    if (command.startsWith('az keyvault secret')) return this.cluster.vaultObjects();
    switch (command) {
      case 'az acr repository list':
      case 'az acr repository show-tags':
        return this.named('azurerm_container_registry');
      case 'az cloud set':
        return ['AzureUSGovernment', 'AzureChinaCloud'];
      case 'az identity show':
        return this.named('azurerm_user_assigned_identity');
      case 'az network public-ip show':
        return this.named('azurerm_public_ip');
      case 'az network application-gateway show':
      case 'az network application-gateway show-backend-health':
      case 'az network application-gateway update':
        return this.named('azurerm_application_gateway');
      case 'az servicebus namespace show':
        return this.named('azurerm_servicebus_namespace');
      case 'az servicebus queue show':
        return this.named('azurerm_servicebus_queue');
      case 'az servicebus topic subscription show':
        return this.named('azurerm_servicebus_subscription');
      default:
        return undefined;
    }
  }

  /** Repositories of the registry from which pods pull images. */
  private repositories(): readonly string[] {
    const registries = this.named('azurerm_container_registry').map((name) => `${name}.azurecr.`);
    return podTemplates(this.deployment)
      .flatMap(({ template }) => template.spec.containers ?? [])
      .map(({ image }: Json) => image as string)
      .filter((image) => registries.some((registry) => image.startsWith(registry)))
      .map((image) => image.slice(image.indexOf('/') + 1).split(/[:@]/)[0]!);
  }

  private certificates(): readonly string[] {
    const ofGateways = resourcesOf(this.deployment, 'azurerm_application_gateway').flatMap(([, gateway]) =>
      gateway.ssl_certificate.map(({ name }: Json) => name as string),
    );
    return [...ofGateways, ...this.cluster.vaultObjects()];
  }

  private named(type: string): readonly string[] {
    return resourcesOf(this.deployment, type).map(([, { name }]) => name as string);
  }
}
