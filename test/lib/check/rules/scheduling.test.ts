import { allRules } from '../../../../lib/check/all-rules';
import { checkPicture } from '../../../../lib/check/check-picture';
import type { JsonObject } from '../../../../lib/values/json';
import { pictureOf } from '../example-picture';

const found = (kubernetes: string, terraform?: JsonObject) =>
  checkPicture(pictureOf({ kubernetes, ...(terraform === undefined ? {} : { terraform }) }), {
    rules: allRules.filter(({ id }) => id.startsWith('scheduling/') && id !== 'scheduling/requests'),
  }).findings.map(({ rule, message }) => `${rule}: ${message}`);

const pod = (spec: string, resources = '{}') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  replicas: 2
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec:
      ${spec}
      containers: [{ name: app, image: "app:1.0.0", resources: ${resources} }]
`;

const cluster = (body: object = {}) => ({
  azurerm_kubernetes_cluster: {
    main: { default_node_pool: { name: 'system', vm_size: 'Standard_D4s_v5', max_count: 3 }, ...body },
  },
});
const pool = (body: object) => ({
  name: 'gpu',
  vm_size: 'Standard_NC24ads_A100_v4',
  node_taints: ['sku=gpu:NoSchedule'],
  max_count: 2,
  ...body,
});
const pools = (body: object, more: object = {}) => ({
  resource: { azurerm_kubernetes_cluster_node_pool: { gpu: pool(body) }, ...more },
});

describe('the node pools of a pod', () => {
  const requires = (key: string, value: string) => pod(`nodeSelector: { ${key}: ${value} }`);

  it('have the labels that AKS derives from the pool', () => {
    const selector = requires('kubernetes.azure.com/agentpool', 'gpus');
    expect(found(selector, pools({}))).toEqual([
      'scheduling/unknown-node-label: The pod requires a node with kubernetes.azure.com/agentpool=gpus, but no node pool has these labels, so the pod stays Pending.',
    ]);
    expect(found(requires('kubernetes.azure.com/agentpool', 'gpu'), pools({ node_taints: [] }))).toEqual([]);
  });

  it.each([
    [
      'AKS or a node agent sets the label',
      requires('nvidia.com/gpu.product', 'A100'),
      pools({ node_taints: [] }),
    ],
    [
      'the cluster is outside the files',
      requires('sku', 'x'),
      pools({ kubernetes_cluster_id: '${var.cluster_id}' }),
    ],
    [
      'node auto-provisioning creates pools',
      requires('sku', 'x'),
      pools({}, cluster({ node_provisioning_profile: { mode: 'Auto' } })),
    ],
    ['the labels are an expression', requires('sku', 'x'), pools({ node_labels: '${var.labels}' })],
    ['for_each creates the pools', requires('sku', 'x'), pools({ for_each: '${var.pools}' })],
    ['there is no Terraform', requires('sku', 'x'), undefined],
  ])('are unknown if %s', (_, kubernetes, terraform) => {
    expect(found(kubernetes, terraform)).toEqual([]);
  });

  const either = pod(`affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions: [{ key: sku, operator: In, values: [cpu] }]
              - matchExpressions: [{ key: kubernetes.azure.com/mode, operator: In, values: [system] }]`);

  it('match any term of a node affinity', () => {
    expect(found(either, pools({}, cluster()))).toEqual([]);
    expect(found(either, pools({}))).toEqual([
      'scheduling/unknown-node-label: The pod requires a node with sku=cpu, or with kubernetes.azure.com/mode=system, but no node pool has these labels, so the pod stays Pending.',
    ]);
  });

  it('have GPUs if the pod requests some', () => {
    const gpus = pod('', '{ limits: { nvidia.com/gpu: 1 } }');
    expect(found(gpus, pools({}, cluster()))).toEqual([
      'scheduling/untolerated-taint: Pod does not tolerate sku=gpu:NoSchedule of node pool gpu, so it stays Pending.',
    ]);
    expect(found(pod(''), pools({}, cluster()))).toEqual([]);
  });

  it('can have an untolerated PreferNoSchedule taint', () => {
    expect(found(pod(''), pools({ node_taints: ['sku=gpu:PreferNoSchedule'] }))).toEqual([]);
  });
});

describe('requests', () => {
  it('are the sum of all containers, as numbers or strings', () => {
    const two = pod('', '{ requests: { cpu: 25 } }');
    expect(found(two, pools({ node_taints: [] }))).toEqual([
      'scheduling/requests-above-node: The containers request 25000m of cpu, but a node (Standard_NC24ads_A100_v4, pool gpu) has 22740m for pods, so the pod stays Pending.',
    ]);
  });

  it('are not compared with an unknown VM size', () => {
    const much = pod('', '{ requests: { memory: 900Gi } }');
    expect(found(much, pools({ node_taints: [], vm_size: 'Standard_E96s_v9' }))).toEqual([]);
  });

  it('are not compared if their unit is unknown', () => {
    const limits = '{ requests: { memory: 2G }, limits: { memory: 1Gi } }';
    expect(found(pod('', limits))).toEqual([]);
  });
});

describe('a disruption budget', () => {
  const budget = (spec: string) => `
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: app, namespace: apps }
spec: { ${spec} }
`;
  const own = 'selector: { matchLabels: { app: app } }';

  it.each([
    ['minAvailable 1 of two pods', pod('') + budget(`minAvailable: 1, ${own}`)],
    ['minAvailable 50%', pod('') + budget(`minAvailable: 50%, ${own}`)],
    [
      'pods that a scaler outside the files scales',
      pod('').replace('replicas: 2', '') + budget(`minAvailable: 2, ${own}`),
    ],
    [
      'a workload with no replicas',
      pod('').replace('replicas: 2', 'replicas: 0') + budget(`minAvailable: 1, ${own}`),
    ],
    ['pods outside the files', budget('maxUnavailable: 1, selector: { matchLabels: { app: other } }')],
  ])('is valid: %s', (_, kubernetes) => {
    expect(found(kubernetes)).toEqual([]);
  });

  it("can select an operator's pods", () => {
    const prometheus = `
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: apps }
`;
    const other = budget('maxUnavailable: 1, selector: { matchLabels: { prometheus: main } }');
    expect(found(pod('') + other)).toHaveLength(1);
    expect(found(pod('') + other + prometheus)).toEqual([]);
  });

  it('uses the default minReplicas of an HPA', () => {
    const scaler = `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: app, namespace: apps }
spec: { scaleTargetRef: { kind: Deployment, name: app }, maxReplicas: 4 }
`;
    expect(found(pod('') + budget(`minAvailable: 1, ${own}`) + scaler)).toEqual([
      'scheduling/blocking-disruption-budget: minAvailable is 1 and the workload can scale down to 1 pod, so Kubernetes cannot evict any pod and node upgrades fail.',
    ]);
  });
});

describe('the system pool', () => {
  const tolerates = 'tolerations: [{ key: CriticalAddonsOnly, operator: Exists }]';

  it.each([
    ['a DaemonSet', pod(tolerates).replace('kind: Deployment', 'kind: DaemonSet')],
    ['a pod in kube-system', pod(tolerates).replaceAll('namespace: apps', 'namespace: kube-system')],
    ['a pod that selects it', pod(`${tolerates}\n      nodeSelector: { kubernetes.azure.com/mode: system }`)],
    ['a pod that tolerates everything', pod('tolerations: [{ operator: Exists }]')],
  ])('accepts %s', (_, kubernetes) => {
    expect(found(kubernetes)).toEqual([]);
  });
});

it('accepts a required affinity to pods in another namespace', () => {
  const affinity = (more: string) =>
    pod(
      `affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a/zone, labelSelector: { matchLabels: { app: x } }${more} }] } }`,
    );
  expect(found(affinity(''))).toHaveLength(1);
  expect(found(affinity(', namespaces: [other]'))).toEqual([]);
});
