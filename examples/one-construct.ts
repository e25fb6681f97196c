import { NodePool, Taint } from 'aks-ai-platform/azure';
import { placementOn, VllmServer } from 'aks-ai-platform/kubernetes';
import { Chart, type App as KubernetesApp } from 'cdk8s';
import type { TerraformStack } from 'cdktf';

/** One node pool for both halves: its taint becomes the toleration of the pod, its VM size decides the resources of the model server. */
const gpuPool = { name: 'gpupool', labels: { sku: 'gpu' }, taints: [Taint.parse('sku=gpu:NoSchedule')] };
const vmSize = 'Standard_NC24ads_A100_v4';

/** Adds the node pool to your CDKTF stack. */
export function addGpuPool(stack: TerraformStack, clusterId: string, subnetId: string): NodePool {
  return new NodePool(stack, 'gpupool', {
    ...gpuPool,
    clusterId,
    subnetId,
    vmSize,
    minNodes: 0,
    maxNodes: 3,
    osDisk: { type: 'Managed', sizeGiB: 512 },
    upgrade: { maxUnavailable: '1' },
  });
}

/** Adds the model server to your cdk8s app. */
export function addModelServer(app: KubernetesApp): VllmServer {
  const chart = new Chart(app, 'inference', { namespace: 'inference', disableResourceNameHashes: true });
  return new VllmServer(chart, 'phi-4', {
    name: 'phi-4',
    image: 'docker.io/vllm/vllm-openai:v0.32.0',
    model: 'microsoft/phi-4',
    placement: placementOn(gpuPool, [gpuPool]),
    // GPUs, memory, /dev/shm, cache and probes follow from the VM size. A model that does not fit is an error.
    vmSize,
  });
}
