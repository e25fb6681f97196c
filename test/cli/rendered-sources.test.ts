import { type Rendering, renderSources } from '../../cli/rendered-sources';

const file = (path: string, text = '') => ({ path, text });
const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
const missing = (): Rendering => ({ missing: true });

const chart = [
  file('charts/app/Chart.yaml', 'name: app'),
  file('charts/app/values.yaml', 'a: 1'),
  file('charts/app/templates/deployment.yaml', '{{ .Values.a }}'),
  file('charts/app/charts/redis/Chart.yaml', 'name: redis'),
  file('charts/app/charts/redis/templates/service.yaml', '{{ .Values.b }}'),
];

const overlays = [
  file('base/kustomization.yaml', 'resources: [deployment.yaml]'),
  file('base/deployment.yaml', 'kind: Deployment'),
  file('overlays/prod/kustomization.yaml', 'resources: [../../base]\npatches: [{ path: patch.yaml }]'),
  file('overlays/prod/patch.yaml', 'kind: Deployment'),
  file('other.yaml', 'kind: Service'),
];

describe('a Helm chart', () => {
  it('is one line without helm, and its templates are not read', () => {
    const { files, notRead } = renderSources(chart, missing);
    expect(paths(files)).toEqual(['charts/app/Chart.yaml', 'charts/app/values.yaml']);
    expect(notRead).toEqual([
      {
        path: 'charts/app',
        because: 'a Helm chart with 1 template, and helm is not on the PATH',
        command: 'helm template app charts/app --output-dir rendered',
      },
    ]);
  });

  it('is rendered with its subcharts, one file for each template', () => {
    const text =
      '---\n# Source: app/templates/deployment.yaml\na: 1\n---\n# Source: app/charts/redis/templates/service.yaml\nb: 2\n';
    const { files, notRead } = renderSources(chart, () => ({ text }));
    expect(notRead).toEqual([]);
    expect(paths(files).slice(2)).toEqual([
      'charts/app/templates/deployment.rendered.yaml',
      'charts/app/charts/redis/templates/service.rendered.yaml',
    ]);
  });

  it('that helm refuses is reported with the reason', () => {
    const { notRead } = renderSources(chart, () => ({ problem: 'missing dependency' }));
    expect(notRead[0]!.because).toBe('a Helm chart with 1 template, and helm fails: missing dependency');
  });
});

describe('a Kustomize overlay', () => {
  it('takes the place of its bases and patches', () => {
    const calls: string[] = [];
    const { files } = renderSources(overlays, (program, args) => {
      calls.push([program, ...args].join(' '));
      return program === 'kustomize' ? { missing: true } : { text: 'kind: Deployment' };
    });
    expect(calls).toEqual(['kustomize build overlays/prod', 'kubectl kustomize overlays/prod']);
    expect(paths(files)).toEqual(['other.yaml', 'overlays/prod/kustomization.rendered.yaml']);
  });

  it('without kustomize leaves its bases, and its patches are no objects', () => {
    const { files, notRead } = renderSources(overlays, missing);
    expect(paths(files)).toEqual(['base/deployment.yaml', 'other.yaml']);
    expect(notRead.map(({ path }) => path)).toEqual(['overlays/prod']);
  });

  it('deploys only the files that it lists', () => {
    const unlisted = [
      file('base/unused.yaml'),
      file('base/patches/webhook.yaml'),
      file('base/code/main.yaml'),
    ];
    const { files } = renderSources([...overlays, ...unlisted], missing);
    expect(paths(files)).toEqual(['base/deployment.yaml', 'other.yaml', 'base/code/main.yaml']);
  });
});
