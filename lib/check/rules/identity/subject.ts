import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { chartSourcesOf } from '../../views/chart-sources';
import { federatedCredentialsOf } from '../../views/identities';
import { workloadIdentityExample } from '../example-manifests';
import { federatedCredentialExample } from '../example-terraform';

export const subject: Rule = {
  id: 'identity/subject',
  title: 'The subject of a federated credential must name an existing ServiceAccount',
  severity: 'error',
  why: 'If one letter or the namespace differs, Entra ID rejects the token with AADSTS70021: no matching federated identity record.',
  source: 'Azure/azure-workload-identity#340; external-secrets/external-secrets#2783 (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: {
    kubernetes: workloadIdentityExample(''),
    terraform: federatedCredentialExample('system:serviceaccount:apps:app'),
  },
  good: {
    kubernetes: workloadIdentityExample(''),
    terraform: federatedCredentialExample('system:serviceaccount:apps:app-sa'),
  },
  check: (picture) => {
    const accounts = picture.ofKind('ServiceAccount');
    const namespaces = new Set(accounts.map(({ object }) => object.metadata.namespace));
    // Helm charts can create ServiceAccounts here.
    const chartNamespaces = new Set(
      picture
        .ofKind('Application')
        .filter(({ object }) => chartSourcesOf(object).length > 0)
        .map(({ object }) => textAt(object, 'spec.destination.namespace')),
    );
    return federatedCredentialsOf(picture).flatMap(({ resource, subject }) => {
      const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(subject ?? '') ?? [];
      if (subject === undefined || !isLiteral(subject) || subject.startsWith('repo:')) return [];
      if (namespace === undefined || name === undefined) {
        return [
          {
            in: resource,
            field: 'subject',
            message: `The subject "${subject}" is not that of a ServiceAccount, so it matches no token.`,
            expected: 'system:serviceaccount:<namespace>:<name>',
            fix: 'Correct the subject.',
          },
        ];
      }
      // If these files contain no ServiceAccount of this namespace, another source creates them.
      if (!namespaces.has(namespace) || chartNamespaces.has(namespace)) return [];
      if (picture.find('ServiceAccount', name, namespace) !== undefined) return [];
      const names = accounts
        .filter(({ object }) => object.metadata.namespace === namespace)
        .map(({ object }) => object.metadata.name);
      return [
        {
          in: resource,
          field: 'subject',
          message: `ServiceAccount ${name} does not exist in namespace ${namespace}, so no pod can sign in with this credential.`,
          expected: `one of the ServiceAccounts in namespace ${namespace}: ${names.join(', ')}`,
          fix: 'Correct the subject, or rename the ServiceAccount.',
        },
      ];
    });
  },
};
