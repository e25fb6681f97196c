import type { InferenceServerDefinition } from '../../../../lib/definition/inference-definition';
import type { NodePoolDefinition } from '../../../../lib/definition/node-pool-definition';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { workloadsOf } from '../../../../lib/platform/workloads/workload-kinds';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';

type Pool = Pick<NodePoolDefinition, 'vmSize'> & { readonly name?: string };

/** The server as it is resolved on pools of some sizes. */
function serverOn(sizes: readonly Pool['vmSize'][], server: Partial<InferenceServerDefinition>) {
  const pools = sizes.map((vmSize, index) => ({
    name: `gpu${index}`,
    role: 'gpu' as const,
    vmSize,
    maxNodes: 8,
    osDisk: { type: 'Managed' as const, sizeGiB: 1024 },
  }));
  const platform = resolvePlatform({
    ...fullPlatform,
    nodePools: [...smallPlatform.nodePools, ...pools],
    inferenceServers: [
      { name: 'vllm', model: 'microsoft/phi-4', nodePool: pools.map(({ name }) => name), ...server },
    ],
  });
  return workloadsOf(platform, 'inference-server')[0]!;
}

test('a server gets the GPUs that its model needs', () => {
  const server = { model: 'Qwen/Qwen2.5-32B-Instruct', maxModelLen: 32_768 };
  const { gpus, tensorParallelSize, sharedMemoryGiB } = serverOn(['Standard_NC96ads_A100_v4'], server);
  expect([gpus, tensorParallelSize, sharedMemoryGiB]).toEqual([2, 2, 8]);
});

test('a server on several node pools gets GPUs that suffice on each', () => {
  const { gpus } = serverOn(['Standard_NC80adis_H100_v5', 'Standard_NV72ads_A10_v5'], { maxModelLen: 4096 });
  expect(gpus).toBe(2);
});

test('a server uses less of each GPU if one of its node pools has small GPUs', () => {
  const model = 'microsoft/Phi-4-mini-instruct';
  const sizes = ['Standard_NC24ads_A100_v4', 'Standard_NV36ads_A10_v5'] as const;
  expect(serverOn(sizes, { model, maxModelLen: 8192 }).gpuMemoryUtilization).toBe(0.85);
  expect(serverOn([sizes[0]], { model, maxModelLen: 8192 }).gpuMemoryUtilization).toBe(0.9);
});

test('the sizing is that of the node pool with the smallest KV cache', () => {
  const sizes = ['Standard_NC40ads_H100_v5', 'Standard_NC24ads_A100_v4'] as const;
  expect(serverOn(sizes, {}).sizing?.cacheBytes).toBe(serverOn([sizes[1]], {}).sizing?.cacheBytes);
});

test('a pod runs several engines if the attention heads do not divide its GPUs', () => {
  const { tensorParallelSize, dataParallelSize } = serverOn(['Standard_NC96ads_A100_v4'], { gpus: 4 });
  expect([tensorParallelSize, dataParallelSize]).toEqual([2, 2]);
});

test('the scaling threshold counts the batch of every engine', () => {
  const scaling = { maxReplicas: 2, triggers: [{ type: 'vllm' as const, metric: 'running' as const }] };
  const threshold = (gpus: number) =>
    serverOn(['Standard_NC96ads_A100_v4'], { gpus, maxNumSeqs: 100, scaling }).scaling?.triggers.map(
      ({ spec }) => spec.metadata['threshold'],
    );
  expect([threshold(2), threshold(4)]).toEqual([['70'], ['140']]);
});

test('a server on several nodes gets all GPUs of each', () => {
  const server = { model: 'deepseek-ai/DeepSeek-R1-0528', nodes: 2 };
  const { gpus, tensorParallelSize, sizing } = serverOn(['Standard_ND96isr_H100_v5'], server);
  expect([gpus, tensorParallelSize, sizing?.nodes]).toEqual([8, 8, 2]);
});

test('a model that is trusted to fit has no sizing, and the size that is known', () => {
  const { sizing, modelSizeGiB, gpus } = serverOn(['Standard_NV36ads_A10_v5'], { fit: 'unchecked' });
  expect([sizing, modelSizeGiB, gpus]).toEqual([undefined, 27.3, 1]);
});

test('a private fine-tune is sized by its config.json', () => {
  const huggingFaceConfig = {
    num_hidden_layers: 40,
    hidden_size: 5120,
    num_attention_heads: 40,
    num_key_value_heads: 10,
    max_position_embeddings: 16_384,
    vocab_size: 100_352,
    intermediate_size: 17_920,
  };
  const tuned = serverOn(['Standard_NC24ads_A100_v4'], {
    model: 'my-org/phi-4-tuned',
    huggingFaceConfig,
    modelSizeGiB: 27.31,
  });
  expect(tuned.sizing).toEqual(serverOn(['Standard_NC24ads_A100_v4'], {}).sizing);
});

test('a server with weights in the memory of the node has no sizing', () => {
  const { sizing } = serverOn(['Standard_NV36ads_A10_v5'], { gpus: 1, extraArgs: ['--cpu-offload-gb=20'] });
  expect(sizing).toBeUndefined();
});

test('a model that exceeds one node is refused with the number of nodes that hold it', () => {
  const server = { model: 'deepseek-ai/DeepSeek-R1-0528' };
  expect(() => serverOn(['Standard_ND96isr_H100_v5'], server)).toThrow(
    /8 x H100 80 GB \(Standard_ND96isr_H100_v5\) have [\s\S]*nodes: 2 of Standard_ND96isr_H100_v5/,
  );
});

test('attention heads that do not divide the GPUs of a node are reported at nodes', () => {
  expect(() => serverOn(['Standard_NC96ads_A100_v4'], { nodes: 2 })).toThrow(
    /nodes: microsoft\/phi-4 cannot run on 4 GPUs of each node/,
  );
});
