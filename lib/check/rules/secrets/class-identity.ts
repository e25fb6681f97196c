import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';

const providerClass = (identity: string) => `
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: { name: app, namespace: apps }
spec: { provider: azure, parameters: { ${identity}keyvaultName: my-kv, tenantId: 7b1d } }
`;

export const classIdentity: Rule = {
  id: 'secrets/class-identity',
  title: 'A SecretProviderClass must set clientID and tenantId',
  severity: 'error',
  why: 'Without a client id, the driver uses the identity of the node. A node has several, so the mount fails with "Multiple user assigned identities exist".',
  source: 'Azure/secrets-store-csi-driver-provider-azure#853, #991 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: providerClass('') },
  good: { kubernetes: providerClass('clientID: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25, ') },
  check: (picture) =>
    picture.ofKind('SecretProviderClass').flatMap((found) => {
      const has = (name: string) => (textAt(found.object, `spec.parameters.${name}`) ?? '') !== '';
      if (textAt(found.object, 'spec.provider') !== 'azure') return [];
      const usesNodeIdentity =
        textAt(found.object, 'spec.parameters.useVMManagedIdentity') === 'true' &&
        has('userAssignedIdentityID');
      const missing = [
        ...(has('clientID') || usesNodeIdentity ? [] : ['clientID']),
        ...(has('tenantId') || has('tenantID') ? [] : ['tenantId']),
      ];
      if (missing.length === 0) return [];
      return [
        {
          in: found,
          field: 'spec.parameters',
          message: `The SecretProviderClass does not set ${missing.join(' and ')}, so the driver cannot sign in to the Key Vault.`,
          expected: 'clientID of the workload identity, and tenantId',
          fix: `Add ${missing.join(' and ')} to spec.parameters.`,
        },
      ];
    }),
};
