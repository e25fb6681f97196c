import { checkPicture } from '../../../../lib/check/check-picture';
import { generatedSecret } from '../../../../lib/check/rules/gitops/generated-secret';
import { generatedSecrets } from '../../../../lib/facts/generated-secrets';
import { pictureOf } from '../example-picture';

const found = (repository: string, chart: string, helm: string) =>
  checkPicture(
    pictureOf({
      kubernetes: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: app, namespace: argocd }
spec: { source: { repoURL: "${repository}", chart: ${chart}, targetRevision: 1.0.0, helm: ${helm} } }
`,
    }),
    { rules: [generatedSecret] },
  ).findings.map(({ message }) => /generates (.*), so/.exec(message)![1]);

const bitnami = 'https://charts.bitnami.com/bitnami';
const langfuse = 'https://langfuse.github.io/langfuse-k8s';

test.each([
  ['nothing stated', '{}', ['the password']],
  ['an empty password', '{ valuesObject: { auth: { password: "" } } }', ['the password']],
  ['a password', '{ parameters: [{ name: auth.password, value: secret }] }', []],
  ['a Secret', '{ values: "auth: { existingSecret: redis }" }', []],
  ['no authentication', '{ valuesObject: { auth: { enabled: false } } }', []],
  ['a file of values', '{ valueFiles: [redis.yaml] }', []],
])('Redis of Bitnami with %s', (_, helm, expected) => {
  expect(found(bitnami, 'redis', helm)).toEqual(expected);
});

test('a chart of the same name in another repository', () => {
  expect(found('https://example.com/charts', 'redis', '{}')).toEqual([]);
});

test('Langfuse with its databases, and without them', () => {
  expect(found(langfuse, 'langfuse', '{}')).toHaveLength(7);
  const stores = ['postgresql', 'clickhouse', 'redis', 's3'].map((store) => `${store}: { deploy: false }`);
  expect(found(langfuse, 'langfuse', `{ valuesObject: { ${stores.join(', ')} } }`)).toEqual([
    'the salt of the API keys',
    'the encryption key',
    'the secret of the sessions',
  ]);
});

test('only Argo CD renders without the cluster', () => {
  const terraform = {
    resource: { helm_release: { redis: { name: 'redis', repository: bitnami, chart: 'redis' } } },
  };
  expect(checkPicture(pictureOf({ terraform }), { rules: [generatedSecret] }).findings).toEqual([]);
});

test('each secret can be stated in two ways', () => {
  expect(generatedSecrets.filter(({ statedBy }) => statedBy.length < 2)).toEqual([]);
});
