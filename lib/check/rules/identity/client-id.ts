import type { Rule } from '../../rule';
import { clientIdOf } from '../../views/service-accounts';

const account = (id: string) => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: app-sa, namespace: apps, annotations: { azure.workload.identity/client-id: "${id}" } }
`;
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export const clientId: Rule = {
  id: 'identity/client-id',
  title: 'The client-id annotation of a ServiceAccount must contain a client id',
  severity: 'error',
  why: 'With the name or the object id of the identity, sign-in fails with "AADSTS700016: application not found".',
  source: 'kedacore/keda#5824; learn.microsoft.com/azure/aks/workload-identity-overview (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: account('my-identity') },
  good: { kubernetes: account('6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25') },
  check: (picture) =>
    picture.ofKind('ServiceAccount').flatMap((found) => {
      const id = clientIdOf(found);
      if (id === undefined || guid.test(id) || /[{$]/.test(id)) return [];
      return [
        {
          in: found,
          field: 'metadata.annotations["azure.workload.identity/client-id"]',
          message: `The annotation is "${id}", which is not a GUID, so every sign-in of the pods fails with AADSTS700016.`,
          expected: 'the client id of the managed identity',
          fix: 'Set the clientId of the managed identity, not its name or principalId.',
        },
      ];
    }),
};
