import type { ModelFacts } from '../../facts/model-facts';
import type { VmSize } from '../../facts/vm-sizes';
import type { Sizing } from './size-inference-server';

/** Text of a sizing: layout, memory of each GPU in GiB, and capacity. */
export function sizingText(model: Pick<ModelFacts, 'id'>, vmSize: VmSize, sizing: Sizing): string {
  const { gpu } = vmSize;
  const { tensorParallelSize, dataParallelSize, nodes, gpus, host } = sizing;
  const parts: readonly (readonly [bytes: number, of: string])[] = [
    [sizing.weightBytes, 'weights'],
    [sizing.overheadBytes, 'engine: CUDA, activations, CUDA graphs'],
    [sizing.cacheBytes, 'KV cache'],
    [sizing.unusedBytes, `not used by the engine (gpuMemoryUtilization ${sizing.gpuMemoryUtilization})`],
    [sizing.gpuBytes, 'usable'],
  ];
  return [
    `${model.id} on ${vmSize.name}${gpu === undefined ? '' : ` (${gpu.count} x ${gpu.model} ${gpu.memoryGb} GB)`}`,
    `  replica: ${[
      counted(nodes, 'node'),
      `${counted(gpus, 'GPU')}${nodes > 1 ? ' per node' : ''}`,
      `tensorParallelSize ${tensorParallelSize}`,
      ...(dataParallelSize > 1 ? [`dataParallelSize ${dataParallelSize}`] : []),
      ...(nodes > 1 ? [`pipelineParallelSize ${nodes}`] : []),
    ].join(', ')}${nodes > 1 ? '' : `; ${counted(sizing.replicasPerNode, 'replica')} per node`}`,
    ...(sizing.oneNodeSizes.length === 0
      ? []
      : [`  one node is enough with: ${sizing.oneNodeSizes.join(', ')}`]),
    '  memory of each GPU, GiB',
    ...parts.map(([bytes, of]) => `    ${toGiB(bytes).padStart(6)}  ${of}`),
    `  maximum context of a request: ${grouped(sizing.contextTokens)} tokens (up to ${grouped(sizing.longestContextTokens)} fit)`,
    `  KV cache of a replica: ${grouped(sizing.cacheTokens)} tokens, ${counted(sizing.concurrentRequests, 'concurrent request')} of that length`,
    `  minimum per pod: ${toGiB(host.memoryBytes)} GiB of memory, including ${toGiB(host.sharedMemoryBytes)} for /dev/shm; ${toGiB(host.diskBytes)} GiB of disk if the pod downloads the model`,
  ].join('\n');
}

function toGiB(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Formats with a comma at every third digit, independent of the locale. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
