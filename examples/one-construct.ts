import { Chart, type App as KubernetesApp } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import { NodePool } from '../constructs/azure/cluster/node-pool';
import { VllmServer } from '../constructs/kubernetes/inference/vllm-server';
import { placementOn } from '../lib/engine/scheduling/placement';
import { Taint } from '../lib/values/taint';

/** Said once, rendered for both halves: the node pool's taint is the pod's toleration, its VM size says what the model gets. */
const gpuPool = { name: 'gpupool', labels: { sku: 'gpu' }, taints: [Taint.parse('sku=gpu:NoSchedule')] };
const vmSize = 'Standard_NC24ads_A100_v4';

/** In your own CDKTF stack. */
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

/** In your own cdk8s app. */
export function addModelServer(app: KubernetesApp): VllmServer {
  const chart = new Chart(app, 'inference', { namespace: 'inference', disableResourceNameHashes: true });
  return new VllmServer(chart, 'phi-4', {
    name: 'phi-4',
    image: 'docker.io/vllm/vllm-openai:v0.32.0',
    model: 'microsoft/phi-4',
    placement: placementOn(gpuPool, [gpuPool]),
    // GPUs, memory, /dev/shm, cache and probes follow, and a model that does not fit is refused.
    vmSize,
  });
}
