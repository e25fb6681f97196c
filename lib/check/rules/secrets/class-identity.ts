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
  title: 'A SecretProviderClass says as whom it reads',
  severity: 'error',
  why: 'Without a client id the driver asks the node, which has several identities: "Multiple user assigned identities exist".',
  source: 'Azure/secrets-store-csi-driver-provider-azure#853, #991 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: providerClass('') },
  good: { kubernetes: providerClass('clientID: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25, ') },
  check: (picture) =>
    picture.ofKind('SecretProviderClass').flatMap((found) => {
      const has = (name: string) => (textAt(found.object, `spec.parameters.${name}`) ?? '') !== '';
      if (textAt(found.object, 'spec.provider') !== 'azure') return [];
      const isOther =
        textAt(found.object, 'spec.parameters.useVMManagedIdentity') === 'true' &&
        has('userAssignedIdentityID');
      const missing = [
        ...(has('clientID') || isOther ? [] : ['clientID']),
        ...(has('tenantId') || has('tenantID') ? [] : ['tenantId']),
      ];
      if (missing.length === 0) return [];
      return [
        {
          in: found,
          field: 'spec.parameters',
          message: `without ${missing.join(' and ')}`,
          expected: 'with the client id of the workload identity, and the tenant',
          fix: `Add ${missing.join(' and ')}.`,
        },
      ];
    }),
};
