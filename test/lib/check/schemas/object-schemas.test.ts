import { allRules } from '../../../../lib/check/all-rules';
import { checkPicture } from '../../../../lib/check/check-picture';
import { pictureOf } from '../example-picture';

const rules = allRules.filter(({ id }) => id.startsWith('schema/'));
const findings = (kubernetes: string, terraform?: Parameters<typeof pictureOf>[0]['terraform']) =>
  checkPicture(pictureOf({ kubernetes, ...(terraform === undefined ? {} : { terraform }) }), { rules })
    .findings;
const shown = (kubernetes: string, terraform?: Parameters<typeof pictureOf>[0]['terraform']) =>
  findings(kubernetes, terraform).map(({ rule, field, fix }) => [rule, field, fix]);

const deployment = (pod: string, more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  selector: { matchLabels: { app: app } }
${more}
  template:
    metadata: { labels: { app: app } }
    spec:
${pod
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
`;
const container = 'containers: [{ name: app, image: "a:1" }]';

test('values that the decoders of Kubernetes accept are no problem', () => {
  const pod = `${container.replace('"a:1"', '"a:1", resources: { limits: { cpu: 1, memory: 1Gi } }')}
nodeSelector: null
volumes: [{ name: v, emptyDir: { sizeLimit: 1e9 } }]`;
  expect(
    shown(deployment(pod, '  strategy: { rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }')),
  ).toEqual([]);
});

test.each([
  [
    'in a child of its parent',
    `strategy: { type: Recreate }\n${container}`,
    'Move the field to spec.strategy.',
  ],
  [
    'in a container in place of the pod',
    'containers: [{ name: app, image: "a:1", nodeSelector: { a: b } }]',
    'Move the field to spec.template.spec.nodeSelector.',
  ],
  [
    'in the pod in place of its container',
    `${container}\nports: [{ containerPort: 80 }]`,
    'Move the field to spec.template.spec.containers[0].ports.',
  ],
  ['with a letter too many', `${container}\nnodeSelectors: { a: b }`, 'Rename the field to nodeSelector.'],
  ['that nothing has', `${container}\nflavour: sweet`, 'Delete the field.'],
])('a field %s', (_, pod, fix) => {
  expect(findings(deployment(pod)).map((finding) => [finding.rule, finding.fix])).toEqual([
    ['schema/unknown-field', fix],
  ]);
});

test('the line of a finding is that of the field', () => {
  const text = deployment(`${container}\nflavour: sweet`);
  const line = text.split('\n').findIndex((each) => each.includes('flavour')) + 1;
  expect(findings(text).map((finding) => finding.line)).toEqual([line]);
});

const claim = `
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: apps }
spec: { containers: [{ name: app, image: "a:1" }], schedulingGroup: { podGroupName: g } }
`;
const cluster = (version: string) => ({
  resource: { azurerm_kubernetes_cluster: { aks: { name: 'aks', kubernetes_version: version } } },
});

test('a field of a later version is a problem only in a cluster of an earlier one', () => {
  expect(shown(claim)).toEqual([]);
  expect(shown(claim, cluster('1.37'))).toEqual([]);
  expect(shown(claim, cluster('1.35')).map(([rule]) => rule)).toEqual(['schema/unknown-field']);
});

test('a removed API version, and a kind that was never there', () => {
  const text = `
apiVersion: autoscaling/v2beta2
kind: HorizontalPodAutoscaler
metadata: { name: a, namespace: apps }
---
apiVersion: apps/v1
kind: Deploymnet
metadata: { name: a, namespace: apps }
`;
  expect(shown(text)).toEqual([
    [
      'schema/served-version',
      'apiVersion',
      'Correct apiVersion to autoscaling/v1 or autoscaling/v2, and the fields to that version.',
    ],
    [
      'schema/served-version',
      'apiVersion',
      'Correct apiVersion and kind, or delete the object. Did you mean "Deployment"?',
    ],
  ]);
});

test('a definition in the files decides over its objects, and a kind of an unknown group has no opinion', () => {
  const text = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: models.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Model, plural: models }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, properties: { size: { type: integer } } }
---
apiVersion: example.com/v1
kind: Model
metadata: { name: a, namespace: apps }
spec: { size: big, sise: 1 }
---
apiVersion: other.example.com/v1
kind: Model
metadata: { name: a, namespace: apps }
spec: { any: thing }
`;
  expect(shown(text).map(([rule, field]) => [rule, field])).toEqual([
    ['schema/unknown-field', 'spec.sise'],
    ['schema/wrong-type', 'spec.size'],
  ]);
});
