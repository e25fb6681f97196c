import { listAt, textAt, valueAt } from '../../../values/json';
import type { DeploymentPicture } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { blocksAt } from '../../terraform-resource';
import { gpuOperatorOf } from '../../views/gpu-operator';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { containersOf } from '../../views/pods';

const pools = (body: object) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: {
      gpu: { name: 'gpu', vm_size: 'Standard_NC24ads_A100_v4', max_count: 2, ...body },
    },
  },
});

const plugin = `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: nvidia-device-plugin, namespace: gpu-resources }
spec:
  template:
    spec:
      containers: [{ name: plugin, image: "nvcr.io/nvidia/k8s-device-plugin:v0.20.0" }]
`;
const other = `
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: b }
`;

export const devicePlugin: Rule = {
  id: 'gpu/device-plugin',
  title: 'Somebody tells Kubernetes of the GPUs',
  severity: 'error',
  why: 'AKS installs the driver, not the device plugin: without it nodes come up with 0 nvidia.com/gpu, and pods wait for more of them.',
  source: 'learn.microsoft.com/azure/aks/use-nvidia-gpu; Azure/AKS#4418 (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: other, terraform: pools({}) },
  good: { kubernetes: plugin, terraform: pools({}) },
  check: (picture) => {
    if (hasPlugin(picture)) return [];
    return nodePoolsOf(picture)
      .filter(
        ({ vmSize, resource }) => vmSize?.gpu !== undefined && blocksAt(resource, 'gpu_profile').length === 0,
      )
      .slice(0, 1)
      .map((pool) => ({
        in: pool.resource,
        field: poolField(pool, 'vm_size'),
        message: `${pool.vmSizeName}, and nothing tells Kubernetes of its GPUs`,
        expected: 'beside the NVIDIA device plugin or the GPU Operator',
        fix: 'Add the DaemonSet of the device plugin, with tolerations of the taints of every GPU pool.',
      }));
  },
};

function hasPlugin(picture: DeploymentPicture): boolean {
  return (
    gpuOperatorOf(picture).isThere ||
    containersOf(picture).some(({ image }) => /(?:k8s|nvidia)-device-plugin/.test(image ?? '')) ||
    picture
      .ofKind('Application')
      .some(({ object }) =>
        [valueAt(object, 'spec.source'), ...listAt(object, 'spec.sources')].some((source) =>
          /nvidia|device-plugin|gpu/.test(`${textAt(source, 'chart')} ${textAt(source, 'repoURL')}`),
        ),
      ) ||
    picture.ofKind('HelmRelease').some(({ object }) => /device-plugin|gpu/.test(JSON.stringify(object))) ||
    picture
      .resourcesOf('helm_release')
      .some(({ attributes }) => /device-plugin|gpu/.test(String(attributes['chart'])))
  );
}
