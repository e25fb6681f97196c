import { helmChartsOf } from '../../../../lib/check/views/helm-charts';
import type { JsonObject } from '../../../../lib/values/json';
import { pictureOf } from '../example-picture';

const charts = (kubernetes?: string, terraform?: JsonObject) =>
  helmChartsOf(
    pictureOf({
      ...(kubernetes === undefined ? {} : { kubernetes }),
      ...(terraform === undefined ? {} : { terraform }),
    }),
  ).map(({ in: _, ...chart }) => chart);

const application = (source: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: app, namespace: argocd }
spec: { source: ${source} }
`;
const valuesOf = (helm: string) =>
  charts(application(`{ repoURL: "https://charts", chart: demo, targetRevision: 1.0.0, helm: ${helm} }`))[0]!
    .values;

test('an Application', () => {
  expect(charts(application('{ repoURL: "https://charts", chart: demo, targetRevision: 1.0.0 }'))).toEqual([
    {
      installer: 'argo-cd',
      field: 'spec.source',
      valuesField: 'spec.source.helm.valuesObject',
      chart: 'demo',
      repository: 'https://charts',
      version: '1.0.0',
      release: 'app',
      values: {},
    },
  ]);
  expect(
    charts(application('{ repoURL: "oci://registry/charts/demo", targetRevision: 1.0.0, path: . }')),
  ).toMatchObject([{ chart: 'demo', version: '1.0.0' }]);
  expect(charts(application('{ repoURL: "https://git", path: apps }'))).toEqual([]);
});

test('an ApplicationSet, with several sources', () => {
  const set = `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: apps, namespace: argocd }
spec:
  template:
    spec:
      sources:
        - { repoURL: "https://git", path: apps }
        - { repoURL: "https://charts", chart: demo, targetRevision: 1.0.0 }
`;
  expect(charts(set)).toMatchObject([{ chart: 'demo', field: 'spec.template.spec.sources[1]' }]);
});

test('Argo CD: parameters override valuesObject, which replaces values', () => {
  expect(valuesOf('{ values: "a: { b: 1, c: 2 }" }')).toEqual({ a: { b: 1, c: 2 } });
  expect(valuesOf('{ values: "a: 1", valuesObject: { b: 2 } }')).toEqual({ b: 2 });
  expect(
    valuesOf(
      '{ valuesObject: { a: { b: 1, c: 2 } }, parameters: [{ name: a.b, value: "false" }, { name: "d.e\\\\.f", value: "7" }] }',
    ),
  ).toEqual({ a: { b: false, c: 2 }, d: { 'e.f': 7 } });
  expect(valuesOf('{ parameters: [{ name: a, value: "7", forceString: true }] }')).toEqual({ a: '7' });
});

test.each([
  ['a file', '{ valueFiles: [values.yaml] }'],
  ['a list element', '{ parameters: [{ name: "a[0]", value: x }] }'],
  ['a list', '{ parameters: [{ name: a, value: "{x,y}" }] }'],
  ['invalid YAML', '{ values: "{" }'],
])('Argo CD: values are unknown with %s', (_, helm) => expect(valuesOf(helm)).toBeUndefined());

test('a HelmRelease of Flux', () => {
  const release = (spec: string) => `
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: demo, namespace: flux }
spec: { url: "https://charts" }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: app, namespace: flux }
spec:
  chart: { spec: { chart: demo, version: 1.0.0, sourceRef: { kind: HelmRepository, name: demo } } }
  ${spec}
`;
  expect(charts(release('values: { a: 1 }'))).toMatchObject([
    { installer: 'flux', chart: 'demo', repository: 'https://charts', version: '1.0.0', values: { a: 1 } },
  ]);
  expect(charts(release('valuesFrom: [{ kind: Secret, name: a }]'))[0]!.values).toBeUndefined();
});

test('a helm_release of Terraform', () => {
  const release = (body: JsonObject) =>
    charts(undefined, { resource: { helm_release: { app: { name: 'app', chart: 'demo', ...body } } } });
  expect(
    release({
      repository: 'https://charts',
      version: '1.0.0',
      values: ['a: { b: 1 }', 'a: { c: 2 }'],
      set: [{ name: 'a.b', value: 'true' }],
    }),
  ).toMatchObject([{ installer: 'terraform', chart: 'demo', field: '', values: { a: { b: true, c: 2 } } }]);
  expect(release({ chart: 'oci://registry/charts/demo' })).toMatchObject([
    { chart: 'demo', repository: 'oci://registry/charts/demo' },
  ]);
  expect(release({ values: ['${file("values.yaml")}'] })[0]!.values).toBeUndefined();
  expect(release({ set_sensitive: [{ name: 'a', value: 'b' }] })[0]!.values).toBeUndefined();
  expect(release({ chart: '${path.module}/chart' })).toEqual([]);
});
