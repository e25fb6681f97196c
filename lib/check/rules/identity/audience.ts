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
/** Per cloud. */
const audiences = [
  'api://AzureADTokenExchange',
  'api://AzureADTokenExchangeUSGov',
  'api://AzureADTokenExchangeChina',
];

export const audience: Rule = {
  id: 'identity/audience',
  title: 'A credential is for the audience of workload identity',
  severity: 'error',
  why: 'Tokens of AKS are for api://AzureADTokenExchange; with another audience none is taken.',
  source: 'learn.microsoft.com/entra/workload-id/workload-identity-federation (2026-11)',
  needs: ['terraform'],
  bad: { terraform: credential('https://management.azure.com') },
  good: { terraform: credential('api://AzureADTokenExchange') },
  check: (picture) =>
    federatedCredentialsOf(picture).flatMap(({ resource, audiences: given }) => {
      if (given.length === 0 || given.some((each) => !isLiteral(each) || audiences.includes(String(each))))
        return [];
      return [
        {
          in: resource,
          field: 'audience',
          message: given.map(String).join(', '),
          expected: audiences[0]!,
          fix: 'Correct it, or leave it out.',
        },
      ];
    }),
};
