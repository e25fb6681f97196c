import { checkPicture } from '../../../lib/check/check-picture';
import { readFiles } from '../../../lib/check/read-files';
import { images } from '../../../lib/facts/versions';

const check = (files: Readonly<Record<string, string>>) => {
  const read = readFiles(Object.entries(files).map(([path, text]) => ({ path, text })));
  const { findings } = checkPicture(read.picture, { unreadable: read.unreadable });
  return {
    ...read,
    findings: findings.map(({ rule, object, field, message }) => [rule, object, field, message]),
  };
};

/** Correct files in the style of other tools. */
const foreign: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a proxy with its own /ready, and a Gateway whose controller creates the Service': {
    'k8s/gateway.yaml': `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: models, namespace: ai }
spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: v1
kind: Service
metadata: { name: app, namespace: ai }
spec: { selector: { app: app }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: ai }
spec:
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec:
      containers:
        - name: app
          image: ${images.envoy.reference}
          env: [{ name: OPENAI_BASE_URL, value: "http://models/v1" }]
          lifecycle: { preStop: { sleep: { seconds: 10 } } }
          ports: [{ containerPort: 8080 }]
          livenessProbe: { httpGet: { path: /ready, port: 8080 }, timeoutSeconds: 5, failureThreshold: 6 }
          readinessProbe: { httpGet: { path: /ready, port: 8080 }, timeoutSeconds: 5 }
          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 128Mi } }
`,
  },
  'a plain vLLM Deployment, as in tutorials': {
    'vllm.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: mistral
  namespace: models
  labels: { app: mistral }
spec:
  replicas: 1
  strategy: { type: Recreate }
  selector: { matchLabels: { app: mistral } }
  template:
    metadata: { labels: { app: mistral } }
    spec:
      terminationGracePeriodSeconds: 120
      tolerations: [{ key: nvidia.com/gpu, operator: Exists, effect: NoSchedule }]
      containers:
        - name: mistral
          image: vllm/vllm-openai:${images.vllm.tag}
          command: ["vllm", "serve", "mistralai/Mistral-7B-Instruct-v0.3"]
          args: ["--port", "8000", "--max-model-len", "8192", "--shutdown-timeout", "60"]
          ports: [{ containerPort: 8000, name: http }]
          env:
            - name: HF_TOKEN
              valueFrom: { secretKeyRef: { name: hf-token, key: token } }
          resources:
            requests: { cpu: "4", memory: 24Gi, nvidia.com/gpu: "1" }
            limits: { memory: 24Gi, nvidia.com/gpu: "1" }
          lifecycle: { preStop: { exec: { command: ["sleep", "15"] } } }
          startupProbe: { httpGet: { path: /health, port: http }, periodSeconds: 10, failureThreshold: 120, timeoutSeconds: 5 }
          livenessProbe: { httpGet: { path: /health, port: http }, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 }
          readinessProbe: { httpGet: { path: /health, port: http }, periodSeconds: 10, timeoutSeconds: 5 }
          volumeMounts:
            - { name: shm, mountPath: /dev/shm }
            - { name: cache, mountPath: /root/.cache/huggingface }
      volumes:
        - { name: shm, emptyDir: { medium: Memory, sizeLimit: 4Gi } }
        - { name: cache, emptyDir: { sizeLimit: 40Gi } }
---
apiVersion: v1
kind: Service
metadata: { name: mistral, namespace: models }
spec:
  selector: { app: mistral }
  ports: [{ name: http, port: 80, targetPort: http }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: mistral, namespace: models }
spec:
  podSelector: { matchLabels: { app: mistral } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8000 }] }]
`,
  },
  'a StatefulSet with claims, as KServe creates it': {
    'predictor.yaml': `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: sklearn-predictor
  namespace: kserve-test
  labels: { serving.kserve.io/inferenceservice: sklearn, component: predictor }
  ownerReferences: [{ apiVersion: serving.kserve.io/v1beta1, kind: InferenceService, name: sklearn, uid: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25, controller: true }]
spec:
  serviceName: sklearn-predictor
  replicas: 2
  selector: { matchLabels: { app: isvc.sklearn-predictor } }
  template:
    metadata: { labels: { app: isvc.sklearn-predictor } }
    spec:
      terminationGracePeriodSeconds: 300
      containers:
        - name: kserve-container
          image: kserve/sklearnserver:v0.15.2
          args: [--model_name=sklearn, --model_dir=/mnt/models, --http_port=8080]
          ports: [{ containerPort: 8080, protocol: TCP }]
          resources: { requests: { cpu: 100m, memory: 256Mi }, limits: { cpu: "1", memory: 2Gi } }
          readinessProbe: { tcpSocket: { port: 8080 }, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }
          lifecycle: { preStop: { exec: { command: [sleep, "10"] } } }
          volumeMounts: [{ name: models, mountPath: /mnt/models }]
  volumeClaimTemplates:
    - metadata: { name: models }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
---
apiVersion: v1
kind: Service
metadata: { name: sklearn-predictor, namespace: kserve-test }
spec: { clusterIP: None, selector: { app: isvc.sklearn-predictor }, ports: [{ port: 80, targetPort: 8080 }] }
`,
  },
  'a chart rendered by Helm, with many labels, hooks and no namespace': {
    'rendered.yaml': `
---
# Source: shop/templates/serviceaccount.yaml
apiVersion: v1
kind: ServiceAccount
metadata:
  name: release-shop
  labels: &labels
    helm.sh/chart: shop-1.2.3
    app.kubernetes.io/name: shop
    app.kubernetes.io/instance: release
    app.kubernetes.io/version: "4.5.6"
    app.kubernetes.io/managed-by: Helm
automountServiceAccountToken: true
---
# Source: shop/templates/service.yaml
apiVersion: v1
kind: Service
metadata: { name: release-shop, labels: *labels-placeholder }
spec:
  type: ClusterIP
  ports: [{ port: 80, targetPort: http, protocol: TCP, name: http }]
  selector: { app.kubernetes.io/name: shop, app.kubernetes.io/instance: release }
---
# Source: shop/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: release-shop
  labels: { app.kubernetes.io/name: shop, app.kubernetes.io/managed-by: Helm }
spec:
  replicas: 2
  selector: { matchLabels: { app.kubernetes.io/name: shop, app.kubernetes.io/instance: release } }
  template:
    metadata:
      annotations: { checksum/config: 3b5d5c3712955042212316173ccf37be800a1b0b8d7b2b7f2f2e6c2d7f4f3a10 }
      labels: { app.kubernetes.io/name: shop, app.kubernetes.io/instance: release, helm.sh/chart: shop-1.2.3 }
    spec:
      serviceAccountName: release-shop
      containers:
        - name: shop
          image: "docker.io/example/shop:4.5.6"
          imagePullPolicy: IfNotPresent
          ports: [{ name: http, containerPort: 8080, protocol: TCP }]
          livenessProbe: { httpGet: { path: /livez, port: http }, timeoutSeconds: 5 }
          readinessProbe: { httpGet: { path: /readyz, port: http }, timeoutSeconds: 5 }
          lifecycle: { preStop: { sleep: { seconds: 5 } } }
          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 128Mi } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: release-shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app.kubernetes.io/name: shop } } }
---
# Source: shop/templates/tests/test-connection.yaml
apiVersion: v1
kind: Pod
metadata: { name: release-shop-test, annotations: { helm.sh/hook: test } }
spec:
  restartPolicy: Never
  containers: [{ name: wget, image: "docker.io/library/busybox:1.37.0", command: [wget], args: ["release-shop:80"] }]
`.replace('*labels-placeholder', '{ app.kubernetes.io/name: shop }'),
  },
  'a List, and kinds of unknown groups': {
    'list.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'a', namespace: 'x' },
          data: { key: 'value' },
        },
        {
          apiVersion: 'example.com/v1',
          kind: 'Widget',
          metadata: { name: 'b' },
          spec: { containers: 'blue', replicas: 'many' },
        },
      ],
    }),
    'widgets.yaml': `
apiVersion: example.com/v1
kind: WidgetList
items:
  - { apiVersion: example.com/v1, kind: Widget, metadata: { name: c }, spec: [1, 2] }
  - null
  - text
`,
  },
  'several documents with anchors, aliases, comments and empty ones': {
    'anchors.yaml': `
# A comment, and an empty document
---
---
apiVersion: v1
kind: ConfigMap
metadata: { name: base, namespace: x, labels: &l { team: a } }
data: { script: "echo \${HOME}" }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: other, namespace: x, labels: { <<: { team: b } } }
...
---
null
`,
  },
  'files that are not manifests': {
    'values.yaml': 'replicaCount: 2\nimage: { repository: a, tag: latest }\n',
    'dashboard.json': '{"title": "GPU", "panels": [{"type": "graph"}]}',
    'package.json': '{"name": "x", "version": "1.0.0", "scripts": {}}',
    'README.md': '# latest\n',
    'kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n',
  },
  'Terraform of another author, with lists instead of objects, count and for_each': {
    'main.tf.json': JSON.stringify({
      variable: { location: [{ type: 'string' }] },
      resource: [
        {
          azurerm_resource_group: [{ rg: [{ name: 'rg', location: '${var.location}' }] }],
        },
        {
          azurerm_kubernetes_cluster_node_pool: {
            gpu: {
              for_each: '${var.pools}',
              name: '${each.key}',
              vm_size: '${each.value.size}',
              kubernetes_cluster_id: '${data.azurerm_kubernetes_cluster.other.id}',
            },
          },
          azurerm_user_assigned_identity: {
            app: { count: 2, name: 'app-${count.index}', resource_group_name: 'rg', location: 'x' },
          },
        },
      ],
    }),
  },
};

test.each(Object.entries(foreign))('the check has no finding for %s', (_, files) => {
  const { findings, unreadable } = check(files);
  expect(unreadable).toEqual([]);
  expect(findings).toEqual([]);
});

test('the check reads every object of a List and of several documents', () => {
  const read = check({ ...foreign['a List, and kinds of unknown groups'] }).picture;
  expect(read.objects.map(({ object }) => object.metadata.name)).toEqual(['a', 'b', 'c']);
});

test('resources with count or for_each are marked as multiple', () => {
  const [files] = Object.entries(foreign).at(-1)!.slice(1) as [Record<string, string>];
  const { resources } = check(files).picture;
  expect(resources.map(({ address, isMultiple }) => [address, isMultiple])).toEqual([
    ['azurerm_resource_group.rg', false],
    ['azurerm_kubernetes_cluster_node_pool.gpu', true],
    ['azurerm_user_assigned_identity.app', true],
  ]);
});

describe('an unreadable file', () => {
  const laughs = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
    .split('')
    .map(
      (name, index) =>
        `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefg'[index]}`).join(', ')}]`,
    )
    .join('\n')}\n`;

  it.each<[string, string, number | undefined, RegExp]>([
    ['broken YAML', 'apiVersion: v1\nkind: [\n', 3, /Flow sequence/],
    [
      'a duplicate key',
      'apiVersion: v1\nkind: ConfigMap\nkind: Secret\nmetadata: { name: a }\n',
      3,
      /unique/,
    ],
    ['tabs', 'apiVersion: v1\n\tkind: ConfigMap\n', 2, /[Tt]ab/],
    ['endless aliases', laughs, undefined, /alias/],
    [
      'an alias without an anchor',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: *missing\n',
      undefined,
      /alias/,
    ],
  ])('is reported for %s', (_, text, line, message) => {
    const { unreadable } = check({ 'a.yaml': text });
    expect(unreadable).toHaveLength(1);
    expect(unreadable[0]!.message).toMatch(message);
    expect(unreadable[0]!.line).toBe(line);
    expect(unreadable[0]!.message).not.toMatch(/\n|\s+at /);
  });

  it('does not hide the other documents of its file', () => {
    const { picture, unreadable } = check({
      'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n---\nkind: [\n',
    });
    expect([picture.objects.length, unreadable.length]).toEqual([1, 1]);
  });

  it('is reported with its line for broken JSON', () => {
    expect(check({ 'a.json': '{\n  "kind": "List",\n  "items": [\n' }).unreadable[0]!.line).toBeGreaterThan(
      0,
    );
  });

  it('is reported without being parsed at ten megabytes', () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: "${'x'.repeat(10_000_000)}" }\n`;
    const started = performance.now();
    const { unreadable } = check({ 'a.yaml': text });
    expect(unreadable[0]!.message).toContain('10 million characters');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it.each([
    ['spec: null', 'kind: Deployment', 'spec: null'],
    ['a list for a spec', 'kind: Deployment', 'spec: [1]'],
    ['a string for containers', 'kind: Deployment', 'spec: { template: { spec: { containers: none } } }'],
    [
      'null containers',
      'kind: StatefulSet',
      'spec: { template: { spec: { containers: [null, 1, { image: 5 }] } } }',
    ],
    ['numbers for strings', 'kind: Service', 'spec: { selector: 5, ports: [{ port: eighty }, 3] }'],
    [
      'invalid labels',
      'kind: Deployment',
      'spec: { selector: { matchLabels: [a] }, template: { metadata: { labels: 3 }, spec: {} } }',
    ],
    ['invalid triggers', 'kind: ScaledObject', 'spec: { scaleTargetRef: a, triggers: { type: x } }'],
    ['an invalid source', 'kind: Application', 'spec: { source: here, syncPolicy: 1, destination: [] }'],
  ])('does not make a rule throw: %s', (_, kind, spec) => {
    const { findings } = check({
      'a.yaml': `apiVersion: v1\n${kind}\nmetadata: { name: a, namespace: x }\n${spec}\n`,
    });
    expect(findings.filter(([rule]) => rule === 'check/internal-error')).toEqual([]);
  });

  it.each([
    ['invalid resources', { resource: 5 }],
    ['invalid types', { resource: { azurerm_key_vault: 'a' } }],
    ['invalid bodies', { resource: { azurerm_key_vault: { a: null, b: [], c: [null] } } }],
    [
      'invalid blocks',
      { resource: { azurerm_kubernetes_cluster: { a: { default_node_pool: 'x', identity: 3 } } } },
    ],
    [
      'strings for lists',
      { resource: { azurerm_kubernetes_cluster_node_pool: { a: { node_taints: 'x', node_labels: [1] } } } },
    ],
  ])('does not make a rule throw: Terraform with %s', (_, configuration) => {
    const { findings } = check({ 'a.tf.json': JSON.stringify(configuration) });
    expect(findings.filter(([rule]) => rule === 'check/internal-error')).toEqual([]);
  });
});
