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

describe('where a pod can go', () => {
  const wants = (key: string, value: string) => pod(`nodeSelector: { ${key}: ${value} }`);

  it('is known by labels that AKS makes of the pool', () => {
    const selector = wants('kubernetes.azure.com/agentpool', 'gpus');
    expect(found(selector, pools({}))).toEqual([
      'scheduling/unknown-node-label: kubernetes.azure.com/agentpool=gpus',
    ]);
    expect(found(wants('kubernetes.azure.com/agentpool', 'gpu'), pools({ node_taints: [] }))).toEqual([]);
  });

  it.each([
    [
      'a label that AKS or an agent puts on nodes',
      wants('nvidia.com/gpu.product', 'A100'),
      pools({ node_taints: [] }),
    ],
    [
      'pools of a cluster that is not here',
      wants('sku', 'x'),
      pools({ kubernetes_cluster_id: '${var.cluster_id}' }),
    ],
    [
      'pools that AKS makes by itself',
      wants('sku', 'x'),
      pools({}, cluster({ node_provisioning_profile: { mode: 'Auto' } })),
    ],
    ['labels that are an expression', wants('sku', 'x'), pools({ node_labels: '${var.labels}' })],
    ['a number of pools', wants('sku', 'x'), pools({ for_each: '${var.pools}' })],
    ['no Terraform', wants('sku', 'x'), undefined],
  ])('is not known: %s', (_, kubernetes, terraform) => {
    expect(found(kubernetes, terraform)).toEqual([]);
  });

  const either = pod(`affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions: [{ key: sku, operator: In, values: [cpu] }]
              - matchExpressions: [{ key: kubernetes.azure.com/mode, operator: In, values: [system] }]`);

  it('is any of the alternatives of an affinity', () => {
    expect(found(either, pools({}, cluster()))).toEqual([]);
    expect(found(either, pools({}))).toEqual([
      'scheduling/unknown-node-label: sku=cpu; or kubernetes.azure.com/mode=system',
    ]);
  });

  it('is a pool with GPUs for a pod that asks for some', () => {
    const gpus = pod('', '{ limits: { nvidia.com/gpu: 1 } }');
    expect(found(gpus, pools({}, cluster()))).toEqual([
      'scheduling/untolerated-taint: without a toleration of sku=gpu:NoSchedule, of the pool gpu',
    ]);
    expect(found(pod(''), pools({}, cluster()))).toEqual([]);
  });

  it('is a pool whose taint only prefers others', () => {
    expect(found(pod(''), pools({ node_taints: ['sku=gpu:PreferNoSchedule'] }))).toEqual([]);
  });
});

describe('requests', () => {
  it('are of all containers, and of numbers as well as texts', () => {
    const two = pod('', '{ requests: { cpu: 25 } }');
    expect(found(two, pools({ node_taints: [] }))).toEqual([
      'scheduling/requests-above-node: 25000m of cpu in all',
    ]);
  });

  it('are nothing where the VM size is not known', () => {
    const much = pod('', '{ requests: { memory: 900Gi } }');
    expect(found(much, pools({ node_taints: [], vm_size: 'Standard_E96s_v9' }))).toEqual([]);
  });

  it('may be any of a unit that is not read', () => {
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
    ['one of two pods', pod('') + budget(`minAvailable: 1, ${own}`)],
    ['half of them', pod('') + budget(`minAvailable: 50%, ${own}`)],
    [
      'of pods that somebody else scales',
      pod('').replace('replicas: 2', '') + budget(`minAvailable: 2, ${own}`),
    ],
    ['of none', pod('').replace('replicas: 2', 'replicas: 0') + budget(`minAvailable: 1, ${own}`)],
    ['of pods that are not here', budget('maxUnavailable: 1, selector: { matchLabels: { app: other } }')],
  ])('is all right: %s', (_, kubernetes) => {
    expect(found(kubernetes)).toEqual([]);
  });

  it("may be for an operator's pods", () => {
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

  it('knows the least replicas of an HPA', () => {
    const scaler = `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: app, namespace: apps }
spec: { scaleTargetRef: { kind: Deployment, name: app }, maxReplicas: 4 }
`;
    expect(found(pod('') + budget(`minAvailable: 1, ${own}`) + scaler)).toEqual([
      'scheduling/blocking-disruption-budget: 1 of at times only 1 pod, so that none may go',
    ]);
  });
});

describe('the system pool', () => {
  const tolerates = 'tolerations: [{ key: CriticalAddonsOnly, operator: Exists }]';

  it.each([
    ['an agent of every node', pod(tolerates).replace('kind: Deployment', 'kind: DaemonSet')],
    ['an add-on of the system', pod(tolerates).replaceAll('namespace: apps', 'namespace: kube-system')],
    ['a pod that selects it', pod(`${tolerates}\n      nodeSelector: { kubernetes.azure.com/mode: system }`)],
    ['a pod that tolerates everything', pod('tolerations: [{ operator: Exists }]')],
  ])('is for %s', (_, kubernetes) => {
    expect(found(kubernetes)).toEqual([]);
  });
});

it('leaves a required affinity to pods of another namespace alone', () => {
  const affinity = (more: string) =>
    pod(
      `affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a/zone, labelSelector: { matchLabels: { app: x } }${more} }] } }`,
    );
  expect(found(affinity(''))).toHaveLength(1);
  expect(found(affinity(', namespaces: [other]'))).toEqual([]);
});
