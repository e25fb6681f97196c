import { checkPicture } from '../../../../lib/check/check-picture';
import { kedaVersion } from '../../../../lib/check/rules/scaling/keda-version';
import { oneKeda } from '../../../../lib/check/rules/scaling/one-keda';
import type { JsonObject } from '../../../../lib/values/json';
import { pictureOf } from '../example-picture';

const cluster = (body: JsonObject, names: readonly string[] = ['aks']) => ({
  resource: {
    azurerm_kubernetes_cluster: Object.fromEntries(names.map((name) => [name, { name, ...body }])),
  },
});
const addOn = (version?: string, more: JsonObject = {}) =>
  cluster({
    ...(version === undefined ? {} : { kubernetes_version: version }),
    workload_autoscaler_profile: [{ keda_enabled: true }],
    ...more,
  });

const scaler = `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: apps }
spec:
  scaleTargetRef: { name: app }
  fallback: { failureThreshold: 3, replicas: 2, behavior: static }
  triggers:
    - { type: kubernetes-resource, metadata: { resourceName: jobs } }
    - { type: metrics-api, metadata: { url: "https://jobs", timeout: 5s } }
`;
const chart = (version: string) => `
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: keda, namespace: argocd }
spec: { source: { repoURL: "https://kedacore.github.io/charts", chart: keda, targetRevision: ${version} } }
`;

const report = (kubernetes: string, terraform?: JsonObject, rules = [kedaVersion]) =>
  checkPicture(pictureOf({ kubernetes, ...(terraform === undefined ? {} : { terraform }) }), { rules });
const fields = (...parameters: Parameters<typeof report>) =>
  report(...parameters).findings.map(({ field }) => field);

test('what the add-on does not have, with the consequence', () => {
  expect(report(scaler, addOn('1.35')).findings.map(({ field, message }) => [field, message])).toEqual([
    [
      'spec.triggers[0].type',
      'KEDA has the scaler kubernetes-resource since 2.19, and the cluster has KEDA 2.17 (the add-on of Kubernetes 1.35), so KEDA reports that no scaler has this name, and nothing scales.',
    ],
    [
      'spec.triggers[1].metadata.timeout',
      'KEDA has the parameter timeout since 2.20, and the cluster has KEDA 2.17 (the add-on of Kubernetes 1.35), so KEDA ignores the parameter.',
    ],
  ]);
  expect(fields(scaler, addOn('1.36'))).toEqual(['spec.triggers[1].metadata.timeout']);
  expect(fields(scaler, addOn('1.32'))).toContain('spec.fallback.behavior');
});

test('the chart has the version of KEDA', () => {
  expect(fields(scaler + chart('2.19.0'))).toEqual(['spec.triggers[1].metadata.timeout']);
  expect(fields(scaler + chart('2.20.2'))).toEqual([]);
  expect(fields(scaler + chart('">=2.19"'))).toEqual([]);
});

test.each<[string, JsonObject | undefined]>([
  ['no Terraform', undefined],
  ['AKS selects the version', addOn()],
  ['an expression', addOn('${var.version}')],
  ['a channel that moves the version', addOn('1.35', { automatic_upgrade_channel: 'rapid' })],
  ['another installation of KEDA', cluster({ kubernetes_version: '1.35' })],
  [
    'two clusters',
    cluster({ kubernetes_version: '1.35', workload_autoscaler_profile: { keda_enabled: true } }, ['a', 'b']),
  ],
])('the version is unknown: %s', (_, terraform) => expect(fields(scaler, terraform)).toEqual([]));

test('a Kubernetes version whose KEDA no source names', () => {
  const { findings, unchecked } = report(scaler, addOn('1.37'));
  expect(findings).toEqual([]);
  expect(unchecked.map(({ because }) => because)).toEqual([
    'the table has no KEDA version for the add-on of Kubernetes 1.37, and the parameter timeout needs KEDA 2.20',
  ]);
});

describe('KEDA is installed once', () => {
  const release = { resource: { helm_release: { keda: { name: 'keda', chart: 'kedacore/keda' } } } };
  it.each<[string, string, JsonObject, number]>([
    ['add-on and Application', chart('2.20.0'), addOn(), 1],
    ['the Application alone', chart('2.20.0'), cluster({}), 0],
    [
      'the add-on is off',
      chart('2.20.0'),
      cluster({ workload_autoscaler_profile: { keda_enabled: false } }),
      0,
    ],
    [
      'an expression decides',
      chart('2.20.0'),
      cluster({ workload_autoscaler_profile: { keda_enabled: '${var.keda}' } }),
      0,
    ],
    ['add-on and helm_release', scaler, { resource: { ...addOn().resource, ...release.resource } }, 1],
  ])('%s', (_, kubernetes, terraform, count) => {
    expect(fields(kubernetes, terraform, [oneKeda])).toHaveLength(count);
  });
});
