import { checkPicture } from '../../../../lib/check/check-picture';
import type { RuleExample } from '../../../../lib/check/rule';
import { unknownValue } from '../../../../lib/check/rules/gitops/unknown-value';
import { charts } from '../../../../lib/facts/versions';
import { pictureOf } from '../example-picture';

const { version } = charts.leaderWorkerSet;
const found = (example: RuleExample) =>
  checkPicture(pictureOf(example), { rules: [unknownValue] }).findings.map(({ field, fix }) => [field, fix]);
const application = (helm: string, release: string = version) => ({
  kubernetes: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: lws, namespace: argocd }
spec: { source: { repoURL: "oci://registry.k8s.io/lws/charts/lws", targetRevision: ${release}, helm: ${helm} } }
`,
});

test('a value of another version of the chart', () => {
  expect(found(application('{ valuesObject: { crdUpgrade: { enabled: false } } }'))).toEqual([
    [
      'spec.source.helm.valuesObject.crdUpgrade',
      expect.stringContaining('Remove "crdUpgrade". Keys: affinity,'),
    ],
  ]);
});

test('the nearest key', () => {
  expect(found(application('{ values: "image: { manager: { tags: v1 } }" }'))).toEqual([
    ['spec.source.helm.values', 'Remove "tags". Did you mean "tag"? Keys: pullPolicy, repository, tag.'],
  ]);
});

test('a version without facts, and values in a file', () => {
  expect(found(application('{ valuesObject: { crdUpgrade: {} } }', '0.8.0'))).toEqual([]);
  expect(found(application('{ valueFiles: [lws.yaml] }'))).toEqual([]);
});

test('a helm_release of Terraform', () => {
  const release = {
    name: 'lws',
    chart: 'oci://registry.k8s.io/lws/charts/lws',
    version,
    set: [{ name: 'replicas', value: '2' }],
  };
  expect(found({ terraform: { resource: { helm_release: { lws: release } } } })).toHaveLength(1);
});
