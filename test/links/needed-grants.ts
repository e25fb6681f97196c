import { releases } from './chart-objects';
import { type Deployment, describeObject, type Json, ofKind, resourcesOf, targetOf } from './deployment';
import { type Grant, identityOfClientId, identityOfPod, identityOfTrigger } from './identities';
import { podTemplates, variablesOf } from './pods';
import { scalersOf, serviceBusEntity, storageOfVolume } from './referred-resources';

/** A role that a workload needs; without a grant if the identity or the resource does not exist. */
export interface Need {
  readonly who: string;
  readonly role: string;
  readonly grant: Grant | undefined;
}

function need(who: string, role: string, identity: Json, type: string, resource: Json): Need {
  const exists = identity !== undefined && resource !== undefined;
  return { who, role, grant: exists ? { identity, role, on: { type, resource } } : undefined };
}

export function sameGrant(a: Grant, b: Grant): boolean {
  return a.identity === b.identity && a.role === b.role && a.on?.resource === b.on?.resource;
}

/** Every role that the manifests require, found at its consumer. */
export function neededGrants(d: Deployment): readonly Need[] {
  return [
    ...secretReaders(d),
    ...messageUsers(d),
    ...metricReaders(d),
    ...modelReaders(d),
    ...controllers(d),
  ];
}

/** Optional roles: a workload that scales on a queue may also receive from it. */
export function allowedGrants(d: Deployment): readonly Need[] {
  return scalersOf(d).flatMap(({ object, triggers }) =>
    triggers.flatMap((trigger) => {
      const entity = serviceBusEntity(d, trigger.metadata);
      const target = podTemplates(d).find(
        ({ workload, namespace }) =>
          namespace === object.metadata.namespace &&
          workload.kind === object.spec.scaleTargetRef?.kind &&
          workload.metadata.name === object.spec.scaleTargetRef?.name,
      );
      return entity === undefined || target === undefined
        ? []
        : [
            need(
              object.metadata.name,
              'Azure Service Bus Data Receiver',
              identityOfPod(d, target),
              entity.type,
              entity.received,
            ),
          ];
    }),
  );
}

function secretReaders(d: Deployment): readonly Need[] {
  return ofKind(d, 'SecretProviderClass').map(({ metadata, spec }) => {
    const vault = resourcesOf(d, 'azurerm_key_vault').find(
      ([, resource]) => resource.name === spec.parameters.keyvaultName,
    )?.[1];
    const identity = identityOfClientId(d, spec.parameters.clientID);
    return need(metadata.name, 'Key Vault Secrets User', identity, 'azurerm_key_vault', vault);
  });
}

function messageUsers(d: Deployment): readonly Need[] {
  return podTemplates(d).flatMap((pod) => {
    const variables = variablesOf(pod);
    const namespace = variables['SERVICE_BUS_NAMESPACE']?.replace(/\.servicebus\.windows\.net$/, '');
    const who = describeObject(pod.workload);
    const identity = identityOfPod(d, pod);
    const roleOn = (role: string, names: Json) => {
      const entity = serviceBusEntity(d, { namespace, ...names });
      return need(who, `Azure Service Bus Data ${role}`, identity, entity?.type ?? '', entity?.received);
    };
    return [
      ...(variables['SERVICE_BUS_QUEUE'] === undefined
        ? []
        : [roleOn('Receiver', { queueName: variables['SERVICE_BUS_QUEUE'] })]),
      ...(variables['SERVICE_BUS_SUBSCRIPTION'] === undefined
        ? []
        : [
            roleOn('Receiver', {
              topicName: variables['SERVICE_BUS_TOPIC'],
              subscriptionName: variables['SERVICE_BUS_SUBSCRIPTION'],
            }),
          ]),
      ...(variables['SERVICE_BUS_SEND_QUEUE'] === undefined
        ? []
        : [roleOn('Sender', { queueName: variables['SERVICE_BUS_SEND_QUEUE'] })]),
    ];
  });
}

/** Roles of KEDA for the metrics of its triggers. */
function metricReaders(d: Deployment): readonly Need[] {
  return scalersOf(d).flatMap(({ object, triggers }) =>
    triggers.flatMap((trigger) => {
      const { name, namespace } = object.metadata;
      const who = `the scaler ${name}`;
      const identity = identityOfTrigger(d, namespace, trigger);
      if (trigger.type === 'azure-servicebus') {
        const entity = serviceBusEntity(d, trigger.metadata);
        const role = 'Azure Service Bus Data Owner';
        return [need(who, role, identity, entity?.type ?? '', entity?.measured)];
      }
      if (trigger.type !== 'prometheus' || trigger.authenticationRef === undefined) return [];
      const workspace = targetOf(d, d.stackOutputs['prometheus_query_endpoint']?.value)?.resource;
      return [need(who, 'Monitoring Data Reader', identity, 'azurerm_monitor_workspace', workspace)];
    }),
  );
}

/** Roles of pods that mount models of a storage account with their identity. */
function modelReaders(d: Deployment): readonly Need[] {
  return ofKind(d, 'PersistentVolume').map((volume) => {
    const { role, type, resource } = storageOfVolume(d, volume);
    const identity = identityOfClientId(d, volume.spec.csi.volumeAttributes.clientID);
    return need(volume.metadata.name, role, identity, type, resource);
  });
}

/** Roles of the cluster in its network, and of gateways and their controllers. */
function controllers(d: Deployment): readonly Need[] {
  const [[, cluster]] = resourcesOf(d, 'azurerm_kubernetes_cluster') as [[string, Json]];
  const identity = targetOf(d, cluster.identity.identity_ids[0])?.resource;
  const subnet = targetOf(d, cluster.default_node_pool.vnet_subnet_id)?.resource;
  const clusterNeed = need('the cluster', 'Network Contributor', identity, 'azurerm_subnet', subnet);
  return [clusterNeed, ...applicationGateways(d), ...albControllers(d, cluster)];
}

/** An Application Gateway reads its certificates with its identity. */
function applicationGateways(d: Deployment): readonly Need[] {
  return resourcesOf(d, 'azurerm_application_gateway').flatMap(([name, gateway]) =>
    (gateway.ssl_certificate ?? []).slice(0, 1).map(({ key_vault_secret_id }: Json) => {
      const vault = resourcesOf(d, 'azurerm_key_vault').find(([, resource]) =>
        key_vault_secret_id.startsWith(`https://${resource.name}.vault.azure.net/`),
      )?.[1];
      const identity = targetOf(d, gateway.identity.identity_ids[0])?.resource;
      return need(name, 'Key Vault Secrets User', identity, 'azurerm_key_vault', vault);
    }),
  );
}

/** @see learn.microsoft.com/azure/application-gateway/for-containers/quickstart-deploy-application-gateway-for-containers-alb-controller-helm */
function albControllers(d: Deployment, cluster: Json): readonly Need[] {
  return releases(d)
    .filter(({ chart }) => chart === 'alb-controller')
    .flatMap(({ values }) => {
      const identity = identityOfClientId(d, values.albController.podIdentity.clientID);
      const [[, association]] = resourcesOf(d, 'azurerm_application_load_balancer_subnet_association') as [
        [string, Json],
      ];
      const group = resourcesOf(d, 'azurerm_resource_group')[0]?.[1];
      const subnet = targetOf(d, association.subnet_id)?.resource;
      return [
        // The scope is the node resource group, which is an attribute of the cluster in Terraform.
        need('the ALB controller', 'Reader', identity, 'azurerm_kubernetes_cluster', cluster),
        need('the ALB controller', albRole, identity, 'azurerm_resource_group', group),
        need('the ALB controller', 'Network Contributor', identity, 'azurerm_subnet', subnet),
      ];
    });
}

const albRole = 'AppGw for Containers Configuration Manager';
