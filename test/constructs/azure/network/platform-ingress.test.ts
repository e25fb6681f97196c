import { App } from 'cdktf';
import { gatewaySubnet } from '../../../../constructs/azure/network/platform-ingress';
import { PlatformStack } from '../../../../constructs/azure/stack/platform-stack';
import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../../../../lib/platform/resolved-platform';
import { fullPlatform } from '../../../platforms/small-platform';
import { only, readStack } from '../synthesize';

function terraform(keyVault: Partial<PlatformDefinition['keyVault']> = {}) {
  const platform = resolvePlatform({
    ...fullPlatform,
    keyVault: { ...fullPlatform.keyVault!, ...keyVault },
    ingress: {
      type: 'application-gateway',
      hosts: [{ host: 'ai.example.com', certificate: 'ai', routes: [{ to: 'app' }] }],
      timeoutSeconds: 1200,
    },
  });
  return readStack(new PlatformStack(new App({ stackTraces: false }), 'stack', { platform }));
}

test('the address of the gateway keeps connections for as long as answers may take', () =>
  expect(only(terraform(), 'azurerm_public_ip').idle_timeout_in_minutes).toBe(20));

test('the gateway waits for the way to a private vault', () =>
  expect(only(terraform({ privateEndpoint: true }), 'azurerm_application_gateway').depends_on).toContain(
    'azurerm_private_endpoint.keyVault-private-endpoint_endpoint',
  ));

test('… and for none to a public one', () =>
  expect(only(terraform({ privateEndpoint: false }), 'azurerm_application_gateway').depends_on).toEqual([
    'azurerm_role_assignment.application-gateway_certificate-reader_role',
  ]));

test.each([
  ['application-gateway', 'Microsoft.Network/applicationGateways'],
  ['gateway-for-containers', 'Microsoft.ServiceNetworking/trafficControllers'],
] as const)('the subnet of %s is handed to %s', (type, delegation) => {
  const ingress = { type, subnet: '10.0.17.0/24' } as ResolvedPlatform['ingress'];
  expect(gatewaySubnet(ingress)).toEqual({ cidr: '10.0.17.0/24', delegation });
});
