import { checkPicture } from '../../../../lib/check/check-picture';
import type { PictureFile } from '../../../../lib/check/deployment-picture';
import { readFiles } from '../../../../lib/check/read-files';

const rulesOf = (...files: readonly PictureFile[]) => {
  const { picture, unreadable } = readFiles(files);
  return checkPicture(picture, { unreadable }).findings.map(({ rule, file }) => `${rule} ${file}`);
};
const config = (name: string, data = '{}') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: apps }\ndata: ${data}\n`;

test('a placeholder counts only in a file that is deployed', () => {
  const text = 'title: "<your-token>"';
  expect(rulesOf({ path: 'values.yaml', text }, { path: 'a.yaml', text: config('a') })).toEqual([]);
  expect(rulesOf({ path: 'a.yaml', text: config('a', '{ token-file: "<your-token>" }') })).toContain(
    'gitops/placeholder a.yaml',
  );
});

test('files of one folder with several objects in common are variants', () => {
  const both = `${config('a')}---\n${config('b')}`;
  expect(rulesOf({ path: 'k8s/all.yaml', text: both }, { path: 'k8s/quickstart.yaml', text: both })).toEqual(
    [],
  );
  expect(
    rulesOf({ path: 'k8s/all.yaml', text: both }, { path: 'k8s/other.yaml', text: config('a') }),
  ).toEqual(['gitops/one-owner k8s/other.yaml']);
});

test('a Secret that a chart renders is not in Git', () => {
  const text =
    'apiVersion: v1\nkind: Secret\nmetadata: { name: a, namespace: apps }\ndata: { ca.crt: eA== }\n';
  expect(rulesOf({ path: 'a.yaml', text })).toEqual(['secrets/secret-material a.yaml']);
  expect(rulesOf({ path: 'a.rendered.yaml', text, isRendered: true })).toEqual([]);
});

test('the controller of a custom resource creates its Service', () => {
  const client = `apiVersion: v1
kind: Service
metadata: { name: other, namespace: apps }
spec: { selector: { app: client }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: apps, labels: { app: client } }
spec: { containers: [{ name: client, image: "registry.example/client:1", env: [{ name: URL, value: "http://phi/v1" }] }] }
`;
  const workspace = `---\napiVersion: kaito.sh/v1beta1\nkind: Workspace\nmetadata: { name: phi, namespace: apps }\n`;
  expect(rulesOf({ path: 'a.yaml', text: client })).toContain('network/address a.yaml');
  expect(rulesOf({ path: 'a.yaml', text: client + workspace })).not.toContain('network/address a.yaml');
});

test('a password in a URL is found without a user, and no finding shows it', () => {
  const text = `apiVersion: v1
kind: Service
metadata: { name: other, namespace: apps }
spec: { selector: { app: client }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: apps, labels: { app: client } }
spec: { containers: [{ name: client, image: "registry.example/client:1", env: [{ name: CACHE, value: "redis://:pa55-w0rd@redis.apps.svc:6379/0" }] }] }
`;
  const { picture } = readFiles([{ path: 'a.yaml', text }]);
  const { findings } = checkPicture(picture);
  expect(findings.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['secrets/plain-variable', 'network/address']),
  );
  expect(JSON.stringify(findings)).not.toContain('pa55-w0rd');
});

test('a missing field of a cron trigger is one finding', () => {
  const text = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: a, namespace: apps }
spec:
  scaleTargetRef: { name: a }
  triggers: [{ type: cron, metadata: { timezone: Asia/Seoul, start: 0 8 * * *, end: 0 18 * * * } }]
`;
  expect(rulesOf({ path: 'a.yaml', text }).filter((rule) => /cron|trigger/.test(rule))).toEqual([
    'scaling/trigger-metadata a.yaml',
  ]);
});

test('no finding shows a secret, wherever a user put it', () => {
  const text = `apiVersion: v1
kind: Pod
metadata: { name: v, namespace: ai }
spec:
  containers:
    - name: v
      image: vllm/vllm-openai:v0.30.0
      args: ["--model=microsoft/phi-4", "--api-key=planted-1", "--api-key=planted-2", "--api-kei=planted-3"]
      env: [{ name: HF_TOKEN, value: planted-4 }]
---
apiVersion: v1
kind: Secret
metadata: { name: s, namespace: ai }
data: planted-5
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: ai }
data: { a.env: "OPENAI_API_KEY=planted-6\\nB=1", APP_PASSWORD: planted-7 }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: q, namespace: ai }
spec:
  scaleTargetRef: { name: v }
  triggers: [{ type: azure-servicebus, metadata: { queueName: q, conection: planted-8 } }]
`;
  const { picture } = readFiles([{ path: 'a.yaml', text }]);
  const { findings } = checkPicture(picture);
  expect(findings.length).toBeGreaterThan(8);
  expect(JSON.stringify(findings)).not.toContain('planted');
});
