import { envoyConfigs } from './addresses';
import { releases } from './chart-objects';
import { type Deployment, type Json, ofKind, resourcesOf, targetOf } from './deployment';
import { identityOfClientId, subjects } from './identities';
import { type Link, missing } from './link';

const certificateAnnotation = 'appgw.ingress.kubernetes.io/appgw-ssl-certificate';

/** Links between the ingress objects, the gateways in Azure and their controllers. */
export const ingressLinks: readonly Link[] = [
  {
    name: 'the gateway has each certificate of an Ingress, from the vault of the stack',
    broken: (d) =>
      ofKind(d, 'Ingress').flatMap(({ metadata }) => {
        const certificate = metadata.annotations[certificateAnnotation];
        const vaults = resourcesOf(d, 'azurerm_key_vault').map(([, { name }]) => name);
        return missing(
          resourcesOf(d, 'azurerm_application_gateway')
            .flatMap(([, gateway]) => gateway.ssl_certificate)
            .some(
              ({ name, key_vault_secret_id }: Json) =>
                name === certificate &&
                vaults.some((vault) => key_vault_secret_id.startsWith(`https://${vault}.vault.azure.net/`)),
            ),
          `${metadata.name} has no certificate ${certificate}`,
        );
      }),
  },
  {
    name: 'the AKS ingress controller has exactly the roles that it needs to configure the gateway of the stack',
    broken: (d) => {
      if (ofKind(d, 'Ingress').length === 0) return [];
      const [[, cluster]] = resourcesOf(d, 'azurerm_kubernetes_cluster') as [[string, Json]];
      const gateway = targetOf(d, cluster.ingress_application_gateway?.gateway_id)?.resource;
      if (gateway === undefined) return ['the ingress controller is off'];
      const [[, group]] = resourcesOf(d, 'azurerm_resource_group') as [[string, Json]];
      const needed: readonly (readonly [string, Json])[] = [
        ['Contributor', gateway],
        ['Reader', group],
        ['Network Contributor', targetOf(d, gateway.gateway_ip_configuration[0].subnet_id)?.resource],
        ['Managed Identity Operator', targetOf(d, gateway.identity.identity_ids[0])?.resource],
      ];
      const has = resourcesOf(d, 'azurerm_role_assignment')
        .filter(([, { principal_id }]) => principal_id.includes('.ingress_application_gateway_identity['))
        .map(([, role]) => [role.role_definition_name, targetOf(d, role.scope)?.resource] as const);
      const isSame = ([role, on]: readonly [string, Json], [otherRole, other]: readonly [string, Json]) =>
        role === otherRole && on === other;
      return [
        ...needed.flatMap((each) =>
          missing(
            has.some((other) => isSame(each, other)),
            `no ${each[0]}`,
          ),
        ),
        ...has.flatMap((each) =>
          missing(
            needed.some((other) => isSame(each, other)),
            `${each[0]} is not needed`,
          ),
        ),
      ];
    },
  },
  {
    name: 'each Azure Gateway references the load balancer and frontend of the stack, and its controller is trusted',
    broken: (d) =>
      ofKind(d, 'Gateway')
        .filter(({ spec }) => spec.gatewayClassName === 'azure-alb-external')
        .flatMap(({ metadata, spec }) => {
          const balancer = resourcesOf(d, 'azurerm_application_load_balancer').find(([, { name }]) =>
            metadata.annotations['alb.networking.azure.io/alb-id'].endsWith(`/trafficControllers/${name}`),
          )?.[1];
          const belongs = (type: string, where: (resource: Json) => boolean) =>
            resourcesOf(d, type).some(
              ([, resource]) =>
                targetOf(d, resource.application_load_balancer_id)?.resource === balancer && where(resource),
            );
          return missing(
            balancer !== undefined &&
              spec.addresses.every(({ value }: Json) =>
                belongs('azurerm_application_load_balancer_frontend', ({ name }) => name === value),
              ) &&
              belongs('azurerm_application_load_balancer_subnet_association', () => true) &&
              controllerIsTrusted(d),
            `${metadata.name} has no load balancer`,
          );
        }),
  },
  {
    name: 'each host has its own certificate',
    broken: (d) => {
      const listeners = ofKind(d, 'Gateway')
        .flatMap(({ spec }) => spec.listeners)
        .filter(({ tls }: Json) => tls !== undefined);
      return [
        ...ofKind(d, 'HTTPRoute')
          .flatMap(({ spec }) => spec.hostnames ?? [])
          .flatMap((host) =>
            missing(
              listeners.some(({ hostname }: Json) => hostname === host),
              `${host} has no listener with TLS`,
            ),
          ),
        ...ofKind(d, 'Ingress').flatMap(({ metadata, spec }) =>
          missing(
            metadata.annotations[certificateAnnotation] !== undefined &&
              spec.rules.every(({ host }: Json) => host !== undefined),
            `${metadata.name} has no certificate`,
          ),
        ),
        ...envoyConfigs(d).flatMap(({ who, config }) => {
          const [https] = config.static_resources.listeners;
          return missing(
            https.filter_chains.every(({ transport_socket }: Json) => transport_socket !== undefined),
            `${who} has no TLS`,
          );
        }),
      ];
    },
  },
];

/** Whether the identity of the controller trusts the ServiceAccount of its chart. */
function controllerIsTrusted(d: Deployment): boolean {
  return releases(d)
    .filter(({ chart }) => chart === 'alb-controller')
    .some(({ namespace, values }) =>
      subjects(d).some(
        ({ subject, identity }) =>
          subject === `system:serviceaccount:${namespace}:alb-controller-sa` &&
          identity === identityOfClientId(d, values.albController.podIdentity.clientID),
      ),
    );
}
