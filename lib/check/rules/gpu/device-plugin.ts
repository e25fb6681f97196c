import { listAt, textAt, valueAt } from '../../../values/json';
import type { DeploymentPicture } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { blocksAt } from '../../terraform-resource';
import { gpuOperatorOf } from '../../views/gpu-operator';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { containersOf } from '../../views/pods';
import { devicePluginExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

const other = `
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: b }
`;

export const devicePlugin: Rule = {
  id: 'gpu/device-plugin',
  title: 'GPU nodes need a device plugin',
  severity: 'error',
  why: 'AKS installs the GPU driver but not the device plugin. Without the plugin nodes report 0 nvidia.com/gpu, and pods that request a GPU stay Pending.',
  source: 'learn.microsoft.com/azure/aks/use-nvidia-gpu; Azure/AKS#4418 (2026-11)',
  needs: ['kubernetes', 'terraform'],
  needsAllTerraform: true,
  bad: { kubernetes: other, terraform: gpuPoolExample({}) },
  good: { kubernetes: devicePluginExample('[]'), terraform: gpuPoolExample({}) },
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
        message: `Node pool ${pool.name ?? '?'} has GPUs (${pool.vmSizeName}), but no device plugin is installed, so its nodes report 0 nvidia.com/gpu.`,
        expected: 'the NVIDIA device plugin or the GPU Operator',
        fix: 'Add the DaemonSet of the device plugin with tolerations for the taints of every GPU node pool.',
      }));
  },
};

function hasPlugin(picture: DeploymentPicture): boolean {
  return (
    gpuOperatorOf(picture).isInstalled ||
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
