import type { ApplicationGatewayConfig } from '../../../imports/azurerm';
import { defaultGatewayInstances } from '../../../lib/engine/ingress/application-gateway-limits';
import type { PlatformApplicationGatewayProps } from './application-gateway-props';

/** What stands in until the controller has put its own in place: one of each that a gateway cannot be without. */
const standIn = 'default';
const frontend = 'public';
const privateFrontend = 'private';

/**
 * What the controller changes, besides its own tags. Certificates are not among them: an Ingress names those that are here.
 * Source: Azure/application-gateway-kubernetes-ingress `docs`, Azure/terraform-azurerm-aks (2026-11).
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
 * Azure spreads a gateway that names no zones over all of its region, and says so: a plan would see zones that nobody asked for, and
 * replace the gateway to be rid of them. Source: hashicorp/terraform-provider-azurerm#30129 (2026-11).
 */
const chosenByAzure = 'zones';

/** The gateway as azurerm wants it. */
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
    // TLS 1.2 and 1.3, always with forward secrecy; Azure's own default since its API of 2023-02-01.
    // Source: learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview (2026-11).
    sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20220101' },
    // Tokens are sent on as they come.
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
      // Without a version: the gateway then takes a renewed certificate by itself.
      keyVaultSecretId: `${props.keyVaultUri}secrets/${name}`,
    })),
    lifecycle: {
      ignoreChanges: [...controllerManaged, ...(props.zones?.length ? [] : [chosenByAzure])],
    },
  };
}

/** The v2 gateways take a static address alone, in their own subnet. */
function privateFrontendOf(privateIpAddress: string, subnetId: string) {
  return { name: privateFrontend, subnetId, privateIpAddress, privateIpAddressAllocation: 'Static' };
}
