import {
  WorkloadIdentity,
  type WorkloadIdentityProps,
} from '../../../../constructs/azure/identity/workload-identity';
import { only, place, resources, synthesize, tags } from '../synthesize';

describe('WorkloadIdentity', () => {
  const credential = { name: 'my-app-fed', serviceAccount: { namespace: 'production', name: 'my-app-sa' } };
  const full: Required<WorkloadIdentityProps> = {
    ...place,
    name: 'my-app-identity',
    oidcIssuerUrl: 'https://issuer/',
    federatedCredentials: [credential],
    azurerm: '5.2',
    tags,
  };
  const identity = (props: Partial<WorkloadIdentityProps> = {}) =>
    synthesize(
      (stack) => new WorkloadIdentity(stack, 'my-app-identity', { ...full, azurerm: '4.55', ...props }),
    );
  const federated = (props: Partial<WorkloadIdentityProps> = {}) =>
    only(identity(props), 'azurerm_federated_identity_credential');

  it('takes a credential with a name that a construct of its own has', () => {
    expect(federated({ federatedCredentials: [{ ...credential, name: 'identity' }] }).name).toBe('identity');
  });

  it('minimal', () => {
    expect(
      resources(
        (stack) => new WorkloadIdentity(stack, 'my-app-identity', { ...place, name: 'my-app-identity' }),
      ),
    ).toMatchSnapshot();
  });

  it('with every prop', () => {
    expect(resources((stack) => new WorkloadIdentity(stack, 'my-app-identity', full))).toMatchSnapshot();
  });

  it('makes the subject from the ServiceAccount', () => {
    expect(federated().subject).toBe('system:serviceaccount:production:my-app-sa');
  });

  it('has the one audience of Entra ID', () => {
    expect(federated().audience).toEqual(['api://AzureADTokenExchange']);
  });

  it('belongs to the identity as azurerm 4.55 and 4.81 both take it', () => {
    expect(federated()).toMatchObject({
      parent_id: '${azurerm_user_assigned_identity.my-app-identity_identity.id}',
      resource_group_name: 'my-rg',
    });
  });

  it('belongs to the identity as azurerm 5 takes it, and not in the old way', () => {
    const credential5 = federated({ azurerm: '5.2' });
    expect(credential5.user_assigned_identity_id).toBe(
      '${azurerm_user_assigned_identity.my-app-identity_identity.id}',
    );
    expect([credential5.parent_id, credential5.resource_group_name]).toEqual([undefined, undefined]);
  });

  it('has a readable name in Terraform', () => {
    expect(Object.keys(identity().resource.azurerm_federated_identity_credential)).toEqual([
      'my-app-identity_my-app-fed',
    ]);
  });

  it('refuses a twenty-first credential', () => {
    const federatedCredentials = Array.from({ length: 21 }, (_, i) => ({
      name: `fed-${i}`,
      serviceAccount: { namespace: 'x', name: `sa-${i}` },
    }));
    expect(() => identity({ federatedCredentials })).toThrow(
      '21 federated identity credentials exceed the maximum of 20',
    );
  });

  it('refuses a ServiceAccount that cannot be: no token would ever have that subject', () => {
    const serviceAccount = { namespace: 'production.ai', name: 'My_App' };
    expect(() => identity({ federatedCredentials: [{ name: 'my-app-fed', serviceAccount }] })).toThrow(
      /2 problems.*\[0\]\.serviceAccount\.namespace: "production\.ai" is invalid.*\[0\]\.serviceAccount\.name: "My_App" is invalid/s,
    );
  });

  it('refuses names that Azure refuses', () => {
    expect(() => identity({ name: 'my app', federatedCredentials: [{ ...credential, name: 'f' }] })).toThrow(
      /2 problems.*name: managed identity name "my app" is invalid.*federatedCredentials\[0\]\.name: federated identity credential name "f" has 1 characters/s,
    );
  });

  it('refuses one ServiceAccount twice, and a missing issuer, at once', () => {
    expect(() =>
      identity({
        federatedCredentials: [credential, { ...credential, name: 'other' }],
        oidcIssuerUrl: undefined,
      }),
    ).toThrow(
      /2 problems.*duplicate ServiceAccount "system:serviceaccount:production:my-app-sa".*oidcIssuerUrl: it is missing/s,
    );
  });
});
