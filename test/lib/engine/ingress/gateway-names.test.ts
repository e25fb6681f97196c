import {
  gatewayForContainersId,
  gatewayForContainersName,
} from '../../../../lib/engine/ingress/gateway-names';
import type { SubscriptionId } from '../../../../lib/values/ids';

test('an Application Gateway for Containers is called after its cluster', () =>
  expect(gatewayForContainersName('my-aks')).toBe('my-aks-alb'));

test('the longest name of a cluster leaves a name that Azure takes', () =>
  // azurerm `application_load_balancer_resource.go` (2026-11).
  expect(gatewayForContainersName('a'.repeat(63))).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}[a-zA-Z0-9]$/));

test('its resource id has the name that it gets', () => {
  const name = 'a'.repeat(63);
  const subscriptionId = '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394' as SubscriptionId;
  expect(
    gatewayForContainersId({
      azure: { subscriptionId, resourceGroup: { name: 'my-rg' } },
      cluster: { name },
    }),
  ).toBe(
    `/subscriptions/${subscriptionId}/resourceGroups/my-rg/providers/Microsoft.ServiceNetworking/trafficControllers/${gatewayForContainersName(name)}`,
  );
});
