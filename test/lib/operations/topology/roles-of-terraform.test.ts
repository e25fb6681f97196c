import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { readTopology } from '../../../../lib/operations/topology/read-topology';
import { type Deployment, type Json, resourcesOf, targetOf } from '../../../links/deployment';
import { fullPlatform } from '../../../platforms/small-platform';
import { sectionOf } from '../runbook/runbook-markdown-text';
import { definitions as runbookDefinitions, runbookOf } from '../runbook/runbooks';

const definitions: Readonly<Record<string, PlatformDefinition>> = {
  ...runbookDefinitions,
  'an existing network and resource group': {
    ...fullPlatform,
    azure: { ...fullPlatform.azure, resourceGroup: { name: 'theirs', existing: true } },
    network: {
      existing: {
        nodeSubnetId:
          '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/aks',
        privateEndpointSubnetId:
          '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints',
      },
    },
  },
};

/** Holder of a role. An identity that AKS creates has a name derived from the cluster. */
function holderOf(deployment: Deployment, principalId: string): string {
  const { name } = targetOf(deployment, principalId)!.resource;
  if (principalId.includes('.kubelet_identity[0].')) return `${name}-agentpool`;
  if (principalId.includes('.ingress_application_gateway[0].')) return `ingressapplicationgateway-${name}`;
  return name;
}

type Wording = (resource: Json, deployment: Deployment) => string;

const named =
  (kind: string): Wording =>
  ({ name }) =>
    `${kind} ${name}`;

/** `account/part` for a resource inside another one. */
const inside =
  (kind: string, parent: string): Wording =>
  (resource, deployment) =>
    `${kind} ${targetOf(deployment, resource[parent])!.resource.name}/${resource.name}`;

const wordings: Readonly<Record<string, Wording>> = {
  azurerm_application_gateway: named('Application Gateway'),
  azurerm_container_registry: named('registry'),
  azurerm_key_vault: named('Key Vault'),
  azurerm_kubernetes_cluster: named('resource group of the nodes of'),
  azurerm_monitor_workspace: named('Monitor workspace'),
  azurerm_resource_group: named('resource group'),
  azurerm_servicebus_namespace: named('Service Bus'),
  azurerm_servicebus_queue: named('queue'),
  azurerm_servicebus_subscription: inside('subscription', 'topic_id'),
  azurerm_servicebus_topic: named('topic'),
  azurerm_storage_account: named('storage account'),
  azurerm_storage_container: inside('container', 'storage_account_id'),
  azurerm_storage_share: inside('share', 'storage_account_id'),
  azurerm_subnet: named('subnet'),
  azurerm_user_assigned_identity: named('identity'),
};

function scopeOf(deployment: Deployment, scope: string): string {
  if (scope.startsWith('/')) return `subnet ${scope.split('/').at(-1)}`;
  if (scope.startsWith('${data.azurerm_resource_group.')) return 'resource group theirs';
  const target = targetOf(deployment, scope)!;
  return wordings[target.type]!(target.resource, deployment);
}

/** Every role assignment of the Terraform. */
const rolesOf = (deployment: Deployment) =>
  resourcesOf(deployment, 'azurerm_role_assignment').map(([, assignment]) => ({
    holder: holderOf(deployment, assignment.principal_id),
    role: String(assignment.role_definition_name),
    on: scopeOf(deployment, assignment.scope),
  }));

describe.each(Object.entries(definitions))('the roles of %s', (_, definition) => {
  const { source, deployment } = runbookOf(definition);

  it('are those that its Terraform assigns, and no others', () => {
    const listed = readTopology(source).identities.flatMap(({ name, roles }) =>
      roles.map(({ role, on }) => `${name}: ${role} on ${on}`),
    );
    const given = rolesOf(deployment).map(({ holder, role, on }) => `${holder}: ${role} on ${on}`);
    expect([...listed].sort()).toEqual([...given].sort());
  });
});

describe('the readers of the Key Vault of the sample', () => {
  const { deployment } = runbookOf(definitions['production']!);
  const readers = rolesOf(deployment).filter(({ on }) => on.startsWith('Key Vault '));
  const textOf = (path: string) => deployment.documents!.find((each) => each.path === path)!.text;

  it('is complete in TOPOLOGY.md', () => {
    const section = sectionOf(textOf('TOPOLOGY.md'), 'Identities and roles');
    const box = /subgraph \w+\["Key Vault [^\n]*\n([\s\S]*?)\n {2}end/.exec(section)![1]!;
    expect(readers.map(({ holder }) => holder)).toContain('my-aks-gateway-identity');
    for (const { holder } of readers) expect(box).toMatch(new RegExp(`(?:<br/>)${holder}(?:<br/>|")`));
  });

  it.each(['TOPOLOGY.md', 'topology.svg'])('may have more readers, which %s mentions', (path) => {
    const words = textOf(path).replace(/<[^>]*>\s*/g, ' ');
    expect(words.replace(/\s+/g, ' ')).toContain('roles of people, roles on the subscription and above');
  });
});
