import {
  type ApplicationSource,
  chartVersionProblem,
  repositoryUrl,
  requireExternalSource,
} from '../../../../lib/engine/charts/application-source';
import { ProblemList } from '../../../../lib/problems/problem-list';

const chart = { repository: 'https://charts.example.com', chart: 'app', version: '1.2.3' };
const folder = { repository: 'https://github.com/my-org/crds', revision: 'v1.2.3', path: 'config/crd' };

function problemsOf(source: ApplicationSource): readonly string[] {
  const problems = ProblemList.create();
  requireExternalSource(problems, source);
  return problems.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('a chart version', () => {
  it.each(['1.2.3', 'v26.3.3', '0.10.0', '2.0.0-rc.1', '1.0.0+build.5'])('%s is one', (version) =>
    expect(chartVersionProblem(version)).toBeUndefined(),
  );
  it.each([
    '',
    'latest',
    '*',
    '1',
    '1.2',
    '1.2.x',
    '^1.2.3',
    '~1.2.3',
    '>=1.2.3',
    '1.2.3 - 2.0.0',
    '1.2.3 || 2',
  ])('%p is not', (version) => expect(chartVersionProblem(version)).toContain('is not a single version'));
});

describe('a source of others', () => {
  it.each<ApplicationSource>([
    chart,
    { ...chart, repository: 'oci://registry.k8s.io/lws/charts' },
    folder,
    { ...folder, revision: 'a'.repeat(40) },
    { ...folder, revision: 'chart-1.2.3' },
  ])('may be %j', (source) => expect(problemsOf(source)).toEqual([]));

  it.each<[string, ApplicationSource, string]>([
    [
      'http',
      { ...chart, repository: 'http://charts.example.com' },
      'is not the address of a chart repository',
    ],
    [
      'a bare host',
      { ...chart, repository: 'registry.k8s.io/lws' },
      'is not the address of a chart repository',
    ],
    [
      'the chart twice',
      { ...chart, repository: 'oci://registry.example.com/charts/app' },
      'repository: "oci://registry.example.com/charts/app" ends with the chart\'s name, which Argo CD appends',
    ],
    ['a path as name', { ...chart, chart: 'charts/app' }, 'chart: "charts/app" is not a valid chart name'],
    ['a range', { ...chart, version: '1.x' }, 'version: "1.x" is not a single version'],
    ['a secret', { ...chart, values: { apiKey: 'x' } }, 'values.apiKey: the value is a secret'],
    ['a branch', { ...folder, revision: 'main' }, 'revision: "main" may be a branch'],
    ['a release branch', { ...folder, revision: 'release-1.6' }, 'revision: "release-1.6" may be a branch'],
    ['a short commit', { ...folder, revision: 'abc1234' }, 'revision: "abc1234" may be a branch'],
    ['ssh', { ...folder, repository: 'git@github.com:my-org/crds' }, 'is not the HTTPS address'],
    ['a way out', { ...folder, path: '../crds' }, 'path: "../crds" is not a path in the repository'],
    ['no path', { ...folder, path: '' }, 'path: "" is not a path in the repository'],
  ])('may not have %s', (_, source, message) => {
    expect(problemsOf(source)).toEqual([expect.stringContaining(message)]);
  });

  it('has the address that a project allows', () => {
    expect([
      repositoryUrl(chart),
      repositoryUrl({ ...chart, repository: 'oci://registry.example.com/charts' }),
      repositoryUrl(folder),
    ]).toEqual([
      'https://charts.example.com',
      'oci://registry.example.com/charts/app',
      'https://github.com/my-org/crds',
    ]);
  });
});
