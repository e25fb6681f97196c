import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { federatedCredentialsOf } from '../../views/identities';

const credential = (audience: string) => ({
  resource: {
    azurerm_federated_identity_credential: {
      app: { name: 'app', audience: [audience], subject: 'system:serviceaccount:a:b' },
    },
  },
});
/** One per Azure cloud. */
const audiences = [
  'api://AzureADTokenExchange',
  'api://AzureADTokenExchangeUSGov',
  'api://AzureADTokenExchangeChina',
];

export const audience: Rule = {
  id: 'identity/audience',
  title: 'A federated credential must use the workload identity audience',
  severity: 'error',
  why: 'AKS issues its tokens for api://AzureADTokenExchange. Entra ID rejects them if the credential has another audience, and no pod can sign in.',
  source: 'learn.microsoft.com/entra/workload-id/workload-identity-federation (2026-11)',
  needs: ['terraform'],
  bad: { terraform: credential('https://management.azure.com') },
  good: { terraform: credential('api://AzureADTokenExchange') },
  check: (picture) =>
    federatedCredentialsOf(picture).flatMap(({ resource, audiences: values }) => {
      if (values.length === 0 || values.some((each) => !isLiteral(each) || audiences.includes(String(each))))
        return [];
      return [
        {
          in: resource,
          field: 'audience',
          message: `The audience is ${values.map(String).join(', ')}, so Entra ID rejects every token from the cluster.`,
          expected: audiences[0]!,
          fix: `Set audience = ["${audiences[0]}"].`,
        },
      ];
    }),
};
