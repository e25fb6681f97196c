import { parseAllDocuments } from 'yaml';
import { Platform } from '../../constructs/platform';
import type { GitOpsDefinition } from '../../lib/definition/gitops-definition';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { externalApplications } from '../../lib/platform/gitops/external-applications';
import * as aiPlatforms from '../platforms/ai-platform';
import { platform as sample } from '../platforms/sample';
import { fullPlatform } from '../platforms/small-platform';
import type { Manifest } from '../schemas/validate-manifest';
import { applicationsMadeBy, filesReadBy, type RepositoryText } from './argo-cd-rules';

interface Repository {
  readonly platform: Platform;
  readonly files: readonly RepositoryText[];
}

function repositoryOf(definition: PlatformDefinition): Repository {
  const platform = new Platform(definition);
  const { manifests, documents } = platform.synthesize({
    azure: false,
    kubernetes: true,
    preview: true,
    outputsText: undefined,
  });
  const { environmentPath } = platform.resolved.gitOps;
  return {
    platform,
    files: [...manifests!, ...documents!, { path: '.synthesized', text: 'record' }].map(({ path, text }) => ({
      path: `${environmentPath}/${path}`,
      text,
    })),
  };
}

/** Cache: the choices of GitOps leave most files of a platform as they are. */
const parsed = new Map<string, readonly Manifest[]>();

function read({ text }: RepositoryText): readonly Manifest[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const manifests = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
  parsed.set(text, manifests);
  return manifests;
}

/** The objects of Argo CD that the root application brings, and those that an ApplicationSet makes of them. */
function applicationsOf({ platform, files }: Repository): readonly Manifest[] {
  const folder = `${platform.resolved.gitOps.environmentPath}/argocd/`;
  const objects = files.filter(({ path }) => path.startsWith(folder)).flatMap(read);
  return objects.flatMap((object) => {
    if (object.kind === 'Application') return [object];
    if (object.kind !== 'ApplicationSet') return [];
    return applicationsMadeBy(
      object,
      files.map(({ path }) => path),
    );
  });
}

/** Files by the Application that reads them. */
function reading(repository: Repository): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    applicationsOf(repository).map((application) => [
      application.metadata.name,
      filesReadBy(application, repository.files),
    ]),
  );
}

/** What we meant: each application its folder, the root that of Argo CD's objects. */
function meant({ platform: { resolved }, files }: Repository): Readonly<Record<string, readonly string[]>> {
  const { gitOps, environment } = resolved;
  const inFolder = (name: string) =>
    files.map(({ path }) => path).filter((path) => path.startsWith(`${gitOps.environmentPath}/${name}/`));
  const names = [
    ...gitOps.applications.map(({ name }) => name),
    ...externalApplications(resolved, new Map()).map(({ name }) => name),
  ];
  const prefix = gitOps.destination === undefined ? '' : `${environment}-`;
  return {
    [`${environment}-root`]: inFolder('argocd'),
    ...Object.fromEntries(names.map((name) => [`${prefix}${name}`, inFolder(name)])),
  };
}

const notifications = { slack: { channel: 'deployments', tokenSecret: 'slack-token' } };
const choices: Record<string, Partial<GitOpsDefinition>> = {
  'as it is': {},
  'an ApplicationSet': { type: 'application-set', notifications },
  'another cluster': { destination: { name: 'my-aks' }, argoCd: { install: 'none' } },
  'an ApplicationSet for another cluster': {
    type: 'application-set',
    destination: { server: 'https://my-aks.example.com' },
    argoCd: { install: 'none' },
    path: 'clusters/dist',
  },
};
const platforms: Record<string, PlatformDefinition> = {
  sample: sample.definition,
  full: fullPlatform,
  ...aiPlatforms,
};
const cases = Object.entries(platforms).flatMap(([name, definition]) =>
  Object.entries(choices).map(
    ([choice, gitOps]) =>
      [name, choice, { ...definition, gitOps: { ...definition.gitOps, ...gitOps } }] as const,
  ),
);

describe.each(cases)('what Argo CD reads of the platform "%s", %s', (_, __, definition) => {
  const repository = repositoryOf(definition);
  const files = reading(repository);

  it('is exactly the folder that was meant, application by application', () => {
    expect(files).toEqual(meant(repository));
  });

  it('is every manifest, once', () => {
    const all = Object.values(files).flat();
    const manifests = repository.files.filter(({ path }) => path.endsWith('.yaml')).map(({ path }) => path);
    expect([...all].sort()).toEqual(manifests);
  });

  it('is one object a file', () => {
    const texts = new Map(repository.files.map((file) => [file.path, file]));
    const counts = Object.values(files)
      .flat()
      .map((path) => read(texts.get(path)!).length);
    expect(new Set(counts)).toEqual(new Set([1]));
  });
});

describe('the rules as they are played', () => {
  const application = (source: object): Manifest => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'app' },
    spec: { source },
  });
  const files = ['app/a.yaml', 'app/b.json', 'app/c.txt', 'app/deeper/d.yaml', 'other/e.yaml'].map(
    (path) => ({ path, text: '' }),
  );

  it('read a folder, and not what is below it, nor other endings', () => {
    expect(filesReadBy(application({ path: 'app' }), files)).toEqual(['app/a.yaml', 'app/b.json']);
  });

  it('read nothing of a chart', () => {
    expect(filesReadBy(application({ chart: 'app' }), files)).toEqual([]);
  });

  it('skip a file with the skip annotation', () => {
    const marked = [{ path: 'app/a.yaml', text: '# +argocd:skip-file-rendering\n' }];
    expect(filesReadBy(application({ path: 'app' }), marked)).toEqual([]);
  });

  it('see a folder that is a chart', () => {
    expect(() => filesReadBy(application({ path: 'app' }), [{ path: 'app/Chart.yaml', text: '' }])).toThrow(
      'another tool',
    );
  });

  it('create an Application for a folder that is not excluded', () => {
    const repository = repositoryOf({
      ...fullPlatform,
      gitOps: { ...fullPlatform.gitOps, type: 'application-set' },
    });
    const stray = { path: `${repository.platform.resolved.gitOps.environmentPath}/stray/x.json`, text: '{}' };
    expect(Object.keys(reading({ ...repository, files: [...repository.files, stray] }))).toContain('stray');
  });
});
