import type { ApplicationGatewayConfig } from '../../../imports/azurerm';
import { defaultGatewayInstances } from '../../../lib/engine/ingress/application-gateway-limits';
import type { PlatformApplicationGatewayProps } from './application-gateway-props';

/** Name of the required parts of a gateway until the ingress controller replaces them. */
const standIn = 'default';
const frontend = 'public';
const privateFrontend = 'private';

/**
 * Parts of the gateway that the ingress controller changes. It does not change certificates: an
 * Ingress references those of Terraform.
 *
 * @see Azure/application-gateway-kubernetes-ingress `docs`, Azure/terraform-azurerm-aks (2026-11).
 */
const controllerManaged = [
  'backend_address_pool',
  'backend_http_settings',
  'frontend_port',
  'http_listener',
  'probe',
  'redirect_configuration',
  'request_routing_rule',
  'url_path_map',
  'tags',
];

/**
 * Azure assigns all zones of the region to a gateway without zones. A plan would show them as a
 * change and replace the gateway.
 *
 * @see hashicorp/terraform-provider-azurerm#30129 (2026-11).
 */
const chosenByAzure = 'zones';

/** Returns the arguments of the gateway. */
export function gatewayConfig(
  props: PlatformApplicationGatewayProps,
  references: { readonly identityId: string; readonly publicIpAddressId: string },
): ApplicationGatewayConfig {
  return {
    name: props.name,
    location: props.location,
    resourceGroupName: props.resourceGroupName,
    tags: props.tags && { ...props.tags },
    zones: props.zones && [...props.zones],
    sku: { name: 'Standard_v2', tier: 'Standard_v2' },
    autoscaleConfiguration: {
      minCapacity: props.minInstances ?? defaultGatewayInstances.min,
      maxCapacity: props.maxInstances ?? defaultGatewayInstances.max,
    },
    identity: { type: 'UserAssigned', identityIds: [references.identityId] },
    // TLS 1.2 and 1.3 with forward secrecy; the default of Azure since API version 2023-02-01.
    // Source: learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview
    // (2026-11).
    sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20220101' },
    // The gateway forwards tokens as they arrive.
    global: { requestBufferingEnabled: false, responseBufferingEnabled: false },
    gatewayIpConfiguration: [{ name: 'gateway', subnetId: props.subnetId }],
    frontendIpConfiguration: [
      { name: frontend, publicIpAddressId: references.publicIpAddressId },
      ...(props.privateAddress === undefined
        ? []
        : [privateFrontendOf(props.privateAddress, props.subnetId)]),
    ],
    frontendPort: [{ name: standIn, port: 80 }],
    backendAddressPool: [{ name: standIn }],
    backendHttpSettings: [{ name: standIn, cookieBasedAffinity: 'Disabled', port: 80, protocol: 'Http' }],
    httpListener: [
      {
        name: standIn,
        frontendIpConfigurationName: frontend,
        frontendPortName: standIn,
        protocol: 'Http',
      },
    ],
    requestRoutingRule: [
      {
        name: standIn,
        ruleType: 'Basic',
        priority: 20_000,
        httpListenerName: standIn,
        backendAddressPoolName: standIn,
        backendHttpSettingsName: standIn,
      },
    ],
    sslCertificate: props.certificates.map((name) => ({
      name,
      // Without a version, the gateway loads a renewed certificate automatically.
      keyVaultSecretId: `${props.keyVaultUri}secrets/${name}`,
    })),
    lifecycle: {
      ignoreChanges: [...controllerManaged, ...(props.zones?.length ? [] : [chosenByAzure])],
    },
  };
}

/** Private frontend. Gateways of version 2 accept only a static address in their own subnet. */
function privateFrontendOf(privateIpAddress: string, subnetId: string) {
  return { name: privateFrontend, subnetId, privateIpAddress, privateIpAddressAllocation: 'Static' };
}
