import { allRules } from '../../../../lib/check/all-rules';
import { checkPicture } from '../../../../lib/check/check-picture';
import { charts, images } from '../../../../lib/facts/versions';
import type { JsonObject } from '../../../../lib/values/json';
import { pictureOf } from '../example-picture';

const found = (kubernetes: string, terraform?: JsonObject, rule = '') =>
  checkPicture(pictureOf({ kubernetes, ...(terraform === undefined ? {} : { terraform }) }), {
    rules: allRules.filter(({ id }) => id.startsWith('gpu/') && id.endsWith(rule)),
  }).findings.map(({ rule: id, message }) => `${id}: ${message}`);

const pools = (...bodies: object[]) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: Object.fromEntries(
      bodies.map((body, index) => [
        `gpu${index}`,
        {
          name: `gpu${index}`,
          vm_size: 'Standard_NC24ads_A100_v4',
          node_taints: ['sku=gpu:NoSchedule'],
          max_count: 2,
          ...body,
        },
      ]),
    ),
  },
});

const application = (helm: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: gpu-operator, namespace: argocd }
spec:
  sources:
    - { repoURL: https://helm.ngc.nvidia.com/nvidia, chart: gpu-operator, targetRevision: ${charts.gpuOperator.version}${helm} }
`;

describe('the driver', () => {
  const install = pools({ gpu_driver: 'Install' });
  const of = (helm: string, terraform: JsonObject) =>
    found(application(helm), terraform, 'driver-and-operator');

  it('is installed by the GPU Operator unless its values disable it', () => {
    expect(of('', install)).toHaveLength(1);
    expect(of(', helm: { values: "driver: { enabled: true }" }', install)).toHaveLength(1);
  });

  it.each([
    ['valuesObject', ', helm: { valuesObject: { driver: { enabled: false } } }'],
    ['values', ', helm: { values: "driver: { enabled: false }" }'],
    ['parameters', ', helm: { parameters: [{ name: driver.enabled, value: "false" }] }'],
    ['a values file outside the manifests', ', helm: { valueFiles: [$values/gpu.yaml] }'],
  ])('is installed by AKS if the values of the GPU Operator disable it: %s', (_, helm) => {
    expect(of(helm, install)).toEqual([]);
  });

  it('is unknown if it is an expression', () => {
    expect(of('', pools({ gpu_driver: '${var.driver}' }))).toEqual([]);
  });
});

describe("containerd's configuration", () => {
  const gpus = (body: object = {}, version?: string) => ({
    resource: {
      ...pools({ gpu_driver: 'None', ...body }).resource,
      ...(version === undefined
        ? {}
        : { azurerm_kubernetes_cluster: { aks: { name: 'aks', kubernetes_version: version } } }),
    },
  });
  const values = (text: string) => application(`, helm: { valuesObject: ${text} }`);
  const count = (kubernetes: string, terraform: JsonObject = gpus()) =>
    found(kubernetes, terraform, 'toolkit-config-source').length;

  it.each([
    ['file', '{ toolkit: { env: [{ name: RUNTIME_CONFIG_SOURCE, value: file }] } }'],
    [
      'a file with its path',
      '{ toolkit: { env: [{ name: RUNTIME_CONFIG_SOURCES, value: "file=/etc/containerd/config.toml,command" }] } }',
    ],
    ['the NRI plugin', '{ cdi: { nriPluginEnabled: true } }'],
    ['no toolkit', '{ toolkit: { enabled: false } }'],
  ])('is kept with %s', (_, text) => expect(count(values(text))).toBe(0));

  it.each([
    ['the default', '{}'],
    ['the command first', '{ toolkit: { env: [{ name: RUNTIME_CONFIG_SOURCE, value: "command,file" }] } }'],
    [
      'another variable',
      '{ toolkit: { env: [{ name: CONTAINERD_CONFIG, value: /etc/containerd/config.toml }] } }',
    ],
    ['CDI off', '{ cdi: { enabled: false } }'],
  ])('is not kept with %s', (_, text) => expect(count(values(text))).toBe(1));

  it('is unknown with a values file, and without a GPU pool of AKS', () => {
    expect(count(application(', helm: { valueFiles: [gpu.yaml] }'))).toBe(0);
    expect(count(values('{}'), pools({ vm_size: 'Standard_D8s_v5' }))).toBe(0);
  });

  it.each([
    [{}, '1.34', 0],
    [{}, '1.35', 1],
    [{ os_sku: 'Ubuntu2204' }, '1.36', 0],
    [{ os_sku: 'AzureLinux' }, '1.34', 1],
    [{ orchestrator_version: '1.34' }, '1.35', 0],
  ])('matters with containerd 2 only: %p, Kubernetes %s', (body, version, expected) => {
    expect(count(values('{}'), gpus(body, version))).toBe(expected);
  });

  it('matters for releases whose toolkit writes a drop-in file', () => {
    const old = values('{}').replace(charts.gpuOperator.version, 'v25.3.4');
    expect(count(old)).toBe(0);
  });

  it('is read from a ClusterPolicy', () => {
    const policy = (spec: string) => `
apiVersion: nvidia.com/v1
kind: ClusterPolicy
metadata: { name: cluster-policy }
spec: ${spec}
`;
    expect(count(policy('{ toolkit: { enabled: true } }'))).toBe(1);
    expect(count(policy('{ cdi: { nriPluginEnabled: true } }'))).toBe(0);
  });
});

describe('the device plugin', () => {
  const plugin = (name: string, spec: string) => `
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${name}, namespace: gpu }
spec:
  template:
    spec:
      ${spec}
      containers: [{ name: plugin, image: "mcr.microsoft.com/oss/nvidia/k8s-device-plugin:v0.17.0" }]
`;
  const driver = { gpu_driver: 'Install' };
  const two = pools(driver, { ...driver, node_taints: ['team=a:NoSchedule'] });
  const only = (name: string, key: string, value: string) =>
    plugin(
      `plugin-${name}`,
      `nodeSelector: { kubernetes.azure.com/agentpool: ${name} }\n      tolerations: [{ key: ${key}, value: ${value} }]`,
    );

  it('can be one DaemonSet per pool', () => {
    expect(found(only('gpu0', 'sku', 'gpu') + only('gpu1', 'team', 'a'), two)).toEqual([]);
  });

  it('must select every GPU pool', () => {
    expect(found(only('gpu0', 'sku', 'gpu'), two)).toEqual([
      'gpu/plugin-tolerations: The device plugin does not select the nodes of pool gpu1, so Kubernetes does not see their GPUs.',
    ]);
  });

  it('is part of the GPU Operator', () => {
    expect(found(application(''), pools({ gpu_driver: 'None' }), 'device-plugin')).toEqual([]);
  });
});

const server = (spec: string, resources: string, more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  ${spec}
  template:
    spec:
      tolerations: [{ key: sku, operator: Exists }]
      containers: [{ name: vllm, image: "${images.vllm.reference}", resources: ${resources}${more} }]
`;
const one = '{ limits: { nvidia.com/gpu: 1 } }';

describe('a rolling update', () => {
  const rolling = (surge: string, replicas = 2) =>
    server(`replicas: ${replicas}\n  strategy: { rollingUpdate: { maxSurge: ${surge} } }`, one);
  const of = (kubernetes: string, terraform?: JsonObject) => found(kubernetes, terraform, 'rollout-surge');

  it('can surge up to the GPUs of the pools', () => {
    expect(of(rolling('1'), pools({}, {}))).toEqual([]);
    expect(of(rolling('1'), pools({}))).toEqual([
      'gpu/rollout-surge: maxSurge 1 requires GPUs for 3 pods with 1 GPU each during a rolling update, but the node pools have GPUs for 2.',
    ]);
  });

  it('rounds a percentage up, as Kubernetes does', () => {
    expect(of(rolling('25%', 2), pools({}))).toHaveLength(1);
    expect(of(rolling('0%', 2), pools({}))).toEqual([]);
  });
});

describe('an engine without nvidia.com/gpu is accepted if it', () => {
  it.each([
    ['has another device', server('', '{ limits: { amd.com/gpu: 1 } }')],
    ['has a MIG instance', server('', '{ limits: { nvidia.com/mig-1g.10gb: 1 } }')],
    ['has a claim', server('', '{ claims: [{ name: gpu }] }')],
    ['runs with --device=cpu', server('', '{}', ', args: [--device=cpu]')],
    ['uses another image', server('', '{}').replace('vllm-openai', 'vllm-cpu')],
    ['sees all GPUs of the node', server('', '{}', ', env: [{ name: NVIDIA_VISIBLE_DEVICES, value: all }]')],
  ])('%s', (_, kubernetes) => {
    expect(found(kubernetes, undefined, 'engine-without-gpu')).toEqual([]);
  });
});

it('accepts AMD GPUs if a container requests amd.com/gpu', () => {
  const amd = pools({ vm_size: 'Standard_ND96isr_MI300X_v5' });
  expect(found(server('', one), amd, 'fraction')).toHaveLength(1);
  expect(found(server('', '{ limits: { amd.com/gpu: 8 } }'), amd, 'fraction')).toEqual([]);
});

it('does not count replicas if the max_count of a pool is unknown', () => {
  const many = server('replicas: 9', one);
  expect(found(many, pools({}), 'replicas-above-pool')).toHaveLength(1);
  expect(found(many, pools({ max_count: '${var.max}' }), 'replicas-above-pool')).toEqual([]);
});

it('accepts an untainted GPU pool if it is the only pool', () => {
  expect(found(server('', one), pools({ node_taints: [] }), 'untainted-pool')).toEqual([]);
});

it.each([
  ['Standard_NC24', 1],
  ['standard_nc24rs_v3', 1],
  ['Standard_ND24s', 1],
  ['Standard_NC24ads_A100_v4', 0],
  ['Standard_NC16as_T4_v3', 0],
])('reports whether %s is retired', (size, findings) => {
  expect(found('', pools({ vm_size: size }), 'retired-size')).toHaveLength(findings);
});

describe('an image with CUDA 13', () => {
  const a10 = { vm_size: 'Standard_NV36ads_A10_v5' };
  const container = server('', one);

  it('does not start on A10', () => {
    expect(found(container, pools(a10), 'image-driver')).toEqual([
      `gpu/image-driver: The container does not start: ${images.vllm.reference} contains CUDA 13.0, which requires driver R580, but AKS installs R570 on nodes with A10 GPUs.`,
    ]);
  });

  it.each<[string, string, JsonObject]>([
    ['starts on another pool of the pod', container, pools(a10, {})],
    ['may start if AKS does not install the driver', container, pools({ ...a10, gpu_driver: 'None' })],
    ['may start on an unknown VM size', container, pools({ vm_size: 'Standard_NX' })],
    ['needs no driver without a GPU', server('', '{}'), pools(a10)],
  ])('%s', (_, kubernetes, terraform) => {
    expect(found(kubernetes, terraform, 'image-driver')).toEqual([]);
  });

  it('is not known of an image of your own', () => {
    const own = container.replace(images.vllm.reference, 'myregistry.azurecr.io/server:1.0.0');
    expect(found(own, pools(a10), 'image-driver')).toEqual([]);
  });
});
