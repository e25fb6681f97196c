import { resolvePlatform } from '../../../lib/platform/resolve-platform';
import { aiPlatform } from '../../platforms/ai-platform';
import { platforms } from '../../platforms/sample/main';

const sample = platforms.platforms.find(
  ({ definition }) => definition.environment === 'production',
)!.definition;
const own = {
  subscriptionId: '11111111-2222-4333-8444-555555555555',
  tenantId: '66666666-7777-4888-9999-aaaaaaaaaaaa',
};
const warningsOf = (definition: typeof sample) => resolvePlatform(definition).warnings;
const left = (definition: typeof sample) =>
  warningsOf(definition).filter((warning) => warning.includes('of the sample platform'));

describe('values of the sample', () => {
  it.each(platforms.platforms.map((platform) => [platform.definition.environment, platform.definition]))(
    'cause no warning in the sample itself: %s',
    (_, definition) => expect(warningsOf(definition)).toEqual([]),
  );

  it('are reported if the user replaced the subscription alone', () => {
    expect(left({ ...sample, azure: { ...sample.azure, subscriptionId: own.subscriptionId } })).toEqual([
      'azure.tenantId is still that of the sample platform. Set your own.',
      'cluster.adminGroupObjectIds is still that of the sample platform. Set your own.',
      'gitOps.repository is still that of the sample platform. Set your own.',
      'azure.uniqueSuffix is still that of the sample platform. Set your own.',
    ]);
  });

  it('do not hide a version of Kubernetes that AKS may not have', () => {
    const cluster = { ...sample.cluster, kubernetesVersion: '1.63' };
    expect(warningsOf({ ...sample, cluster })).toEqual([
      expect.stringMatching(
        /^cluster\.kubernetesVersion: 1\.63 is not in the table of AKS versions \(1\.32 to/,
      ),
    ]);
  });

  it('are reported if the user renamed the cluster', () =>
    expect(left({ ...sample, cluster: { ...sample.cluster, name: 'prod-aks' } })).toHaveLength(5));

  it("may be names if the suffix is the user's own", () => {
    const azure = { ...sample.azure, ...own, uniqueSuffix: 'q7' };
    const cluster = { ...sample.cluster, adminGroupObjectIds: ['bbbbbbbb-cccc-4ddd-8eee-ffffffffffff'] };
    const gitOps = { ...sample.gitOps, repository: 'https://github.com/contoso/gitops' };
    expect(left({ ...sample, azure, cluster, gitOps })).toEqual([]);
    expect(
      left({ ...sample, azure: { ...azure, uniqueSuffix: undefined }, cluster, gitOps } as never),
    ).toEqual(
      [
        'registry.name',
        'keyVault.name',
        'serviceBus.name',
        'storageAccounts[0].name',
        'storageAccounts[1].name',
      ].map((field) => `${field} is still that of the sample platform. Set your own.`),
    );
  });
});

describe('regions', () => {
  const regionWarnings = (azure: object) =>
    warningsOf({ ...sample, azure: { ...sample.azure, ...azure }, cronJobs: [] }).filter((warning) =>
      warning.startsWith('azure.location'),
    );

  it('warns of a region that it does not know', () =>
    expect(regionWarnings({ location: 'koreacentrall' })).toEqual([
      expect.stringMatching(/Did you mean "koreacentral"\? `az account list-locations` lists all regions\.$/),
    ]));

  it('accepts a region of another cloud', () =>
    expect(regionWarnings({ location: 'usgovvirginia', cloud: 'AzureUSGovernmentCloud' })).toEqual([]));
});

describe('a model id in another case', () => {
  const warnings = (change: object) => {
    const inferenceServers = aiPlatform.inferenceServers.map((server) =>
      server.name === 'coder' ? { ...server, ...change } : server,
    );
    return resolvePlatform({ ...aiPlatform, inferenceServers }).warnings.filter((warning) =>
      warning.includes('model id'),
    );
  };
  const { model } = aiPlatform.inferenceServers.find(({ name }) => name === 'coder')!;
  const lower = model.toLowerCase();

  it('is reported with the name that clients must use', () => {
    expect(warnings({})).toEqual([]);
    expect(warnings({ model: lower })).toEqual([
      `inferenceServers "coder": the model id is "${model}", not "${lower}". Clients get 404 for "${model}", because vLLM serves the name as written. Correct the case.`,
    ]);
  });

  it('does not concern clients if the server has another name for them', () =>
    expect(warnings({ model: lower, servedModelName: 'coder' })).toEqual([
      `inferenceServers "coder": the model id is "${model}", not "${lower}". Correct the case.`,
    ]));
});
