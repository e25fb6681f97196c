import { checkDeploymentsApart, type DeploymentFacts } from '../../../lib/platform/deployments-apart';
import { resolvePlatform } from '../../../lib/platform/resolve-platform';
import { ProblemList } from '../../../lib/problems/problem-list';
import { smallPlatform } from '../../platforms/small-platform';

it('refuses the Terraform state of another environment, whose key is <environment>.tfstate by default', () => {
  const environmentOf = (environment: string, key?: string) =>
    resolvePlatform({
      ...smallPlatform,
      environment,
      cluster: { ...smallPlatform.cluster, name: `${environment}-aks` },
      azure: {
        ...smallPlatform.azure,
        resourceGroup: `${environment}-rg`,
        state: {
          type: 'azurerm',
          resourceGroup: 'state-rg',
          storageAccount: 'statestore',
          container: 'tfstate',
          key,
        },
      },
    });
  const problems = ProblemList.create();
  checkDeploymentsApart([environmentOf('blue'), environmentOf('green', 'blue.tfstate')], problems);
  expect(problems.problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    expect.stringMatching(/^green\.azure\.state\.key: .*state-rg\/statestore\/tfstate\/blue\.tfstate/),
  ]);
});

it('rejects an environment with the name of the folder of dashboards', () => {
  const environmentOf = (environment: string) =>
    resolvePlatform({
      ...smallPlatform,
      environment,
      cluster: { ...smallPlatform.cluster, name: `${environment}-aks` },
      azure: { ...smallPlatform.azure, resourceGroup: `${environment}-rg` },
    });
  const problems = ProblemList.create();
  checkDeploymentsApart([environmentOf('blue'), environmentOf('grafana')], problems);
  const messages = problems.problems.map(({ path, message }) => `${path}: ${message}`);
  expect(messages).toContain('grafana: dist/grafana contains the dashboards of all environments');
  checkDeploymentsApart([environmentOf('blue'), environmentOf('green')], problems);
  expect(problems.problems.filter(({ path }) => path === 'grafana')).toHaveLength(1);
});

describe('two environments with one resource group', () => {
  const platforms = ['blue', 'green'].map((environment) =>
    resolvePlatform({ ...smallPlatform, environment }),
  );
  const conflict = (facts: Partial<DeploymentFacts>) => {
    const problems = ProblemList.create();
    checkDeploymentsApart(platforms, problems, {
      hasOwnValue: () => false,
      isDeployed: () => false,
      ...facts,
    });
    // A cluster is in its resource group.
    expect(problems.problems.filter(({ path }) => path.endsWith('cluster.name'))).toEqual([]);
    const { path, message, fix } = problems.problems.find(({ path }) => path.endsWith('resourceGroup'))!;
    return `${path}: ${message.replace(/ also.*/, '')}. ${fix}`;
  };

  it.each<[string, Partial<DeploymentFacts>, string]>([
    [
      'the later one',
      {},
      'green.azure.resourceGroup: blue. Set another azure.resourceGroup in green or in blue.',
    ],
    [
      'the one that is not deployed',
      { isDeployed: (environment) => environment === 'green' },
      'blue.azure.resourceGroup: green. Set another azure.resourceGroup in blue. outputs/green.json exists, so green is deployed.',
    ],
    [
      'the one without a name of its own',
      {
        hasOwnValue: (environment) => environment === 'green',
      },
      'blue.azure.resourceGroup: green. Set another azure.resourceGroup in blue.',
    ],
  ])('changes %s', (_, facts, expected) => {
    expect(conflict(facts)).toBe(expected);
  });
});
