import {
  IngressControllerRights,
  PlatformApplicationGateway,
} from '../../../../constructs/azure/network/application-gateway';
import type { PlatformApplicationGatewayProps } from '../../../../constructs/azure/network/application-gateway-props';
import { place as bare, resources } from '../synthesize';

const place = { ...bare, tags: {} };

describe('PlatformApplicationGateway', () => {
  const minimal: PlatformApplicationGatewayProps = {
    ...place,
    name: 'my-gateway',
    subnetId: 'subnet-id',
    keyVaultId: 'vault-id',
    keyVaultUri: 'https://my-kv.vault.azure.net/',
    certificates: ['ai-example-com'],
  };
  const gateway = (props: Partial<PlatformApplicationGatewayProps> = {}) =>
    resources((stack) => new PlatformApplicationGateway(stack, 'gateway', { ...minimal, ...props }));
  const resource = (props: Partial<PlatformApplicationGatewayProps> = {}) =>
    gateway(props).azurerm_application_gateway['gateway'];

  it('minimal', () => {
    expect(gateway()).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<PlatformApplicationGatewayProps> = {
      ...minimal,
      tags: { owner: 'me' },
      minInstances: 1,
      maxInstances: 3,
      timeoutSeconds: 1200,
      privateAddress: '10.0.2.10',
      dependsOn: [{ fqn: 'azurerm_private_endpoint.vault' }],
      zones: ['1', '2', '3'],
      azurerm: '5.2',
    };
    expect(gateway(props)).toMatchSnapshot();
  });

  it('sends tokens on as they come', () => {
    expect(resource().global).toEqual({
      request_buffering_enabled: false,
      response_buffering_enabled: false,
    });
  });

  it('has a private address besides its public one', () => {
    const made = gateway({ privateAddress: '10.0.2.10' }).azurerm_application_gateway['gateway'];
    expect(made.frontend_ip_configuration).toEqual([
      { name: 'public', public_ip_address_id: '${azurerm_public_ip.gateway_address.id}' },
      {
        name: 'private',
        subnet_id: 'subnet-id',
        private_ip_address: '10.0.2.10',
        private_ip_address_allocation: 'Static',
      },
    ]);
  });

  it('takes renewed certificates by itself', () => {
    expect(resource().ssl_certificate).toEqual([
      { name: 'ai-example-com', key_vault_secret_id: 'https://my-kv.vault.azure.net/secrets/ai-example-com' },
    ]);
  });

  it('may read its certificates before it is made', () => {
    const [role] = Object.values(gateway().azurerm_role_assignment) as Record<string, string>[];
    expect(role).toMatchObject({ role_definition_name: 'Key Vault Secrets User', scope: 'vault-id' });
    expect(resource().depends_on).toEqual(['azurerm_role_assignment.gateway_certificate-reader_role']);
  });

  it('waits for the way to a private vault', () => {
    const { azurerm_application_gateway: made } = gateway({
      dependsOn: [{ fqn: 'azurerm_private_endpoint.vault' }],
    });
    expect(made['gateway'].depends_on).toEqual([
      'azurerm_role_assignment.gateway_certificate-reader_role',
      'azurerm_private_endpoint.vault',
    ]);
  });

  it.each([
    [{}, 10],
    [{ timeoutSeconds: 1200 }, 20],
  ])('with %p, keeps a connection on which nothing moves for %d minutes', (props, minutes) => {
    const [address] = Object.values(gateway(props).azurerm_public_ip) as Record<string, unknown>[];
    expect(address).toMatchObject({ idle_timeout_in_minutes: minutes });
  });

  it.each<[Partial<PlatformApplicationGatewayProps>, RegExp]>([
    [{ maxInstances: 1 }, /maxInstances: 1 is not a valid number of instances\. .*2 to 125/],
    [{ minInstances: 11 }, /minInstances: 11 is greater than maxInstances \(10\)/],
    [{ privateAddress: '10.0.2' }, /privateAddress: "10.0.2" is not an IPv4 address/],
    [{ timeoutSeconds: 0 }, /timeoutSeconds: 0 is not a valid number of seconds\. .*1 to 86400/],
    [
      { certificates: ['ai.pfx'] },
      /certificates\[0\]: "ai.pfx" is not a valid name of a Key Vault certificate/,
    ],
    [{ certificates: ['cert-ai'] }, /certificates\[0\]: "cert-ai" starts with "cert-"/],
    [{ certificates: ['ai', 'AI'] }, /certificates\[1\]: duplicate certificate "ai"/],
  ])('refuses %p', (props, message) => expect(() => gateway(props)).toThrow(message));

  it('leaves to the controller what is the controller’s, and keeps the certificates', () => {
    expect(resource().lifecycle.ignore_changes).toContain('http_listener');
    expect(resource().lifecycle.ignore_changes).not.toContain('ssl_certificate');
  });

  it.each<[Partial<PlatformApplicationGatewayProps>, boolean]>([
    [{}, true],
    [{ zones: [] }, true],
    [{ zones: ['1', '2'] }, false],
  ])('with %p, is not replaced for zones that Azure chose: %p', (props, ignored) => {
    expect(resource(props).lifecycle.ignore_changes.includes('zones')).toBe(ignored);
  });

  it('speaks TLS 1.2 and newer alone', () => {
    expect(resource().ssl_policy).toEqual({
      policy_type: 'Predefined',
      policy_name: 'AppGwSslPolicy20220101',
    });
  });

  it('gives its controller the rights that it needs, each where it needs it', () => {
    const all = resources((stack) => {
      new IngressControllerRights(stack, 'controller', {
        controllerObjectId: 'controller-id',
        gateway: new PlatformApplicationGateway(stack, 'gateway', minimal),
        subnetId: 'subnet-id',
        resourceGroupId: 'group-id',
      });
    }).azurerm_role_assignment as Record<string, Record<string, string>>;
    const ofController = Object.values(all).filter((role) => role['principal_id'] === 'controller-id');
    expect(
      ofController
        .map((role) => [role['role_definition_name'], role['scope']] as const)
        .sort(([a], [b]) => (a! < b! ? -1 : 1)),
    ).toEqual([
      ['Contributor', '${azurerm_application_gateway.gateway.id}'],
      ['Managed Identity Operator', '${azurerm_user_assigned_identity.gateway_identity_identity.id}'],
      ['Network Contributor', 'subnet-id'],
      ['Reader', 'group-id'],
    ]);
  });
});
