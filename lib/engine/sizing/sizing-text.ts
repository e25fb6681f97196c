import type { ModelFacts } from '../../facts/model-facts';
import type { VmSize } from '../../facts/vm-sizes';
import type { Sizing } from './size-inference-server';

/** A sizing for a person: where the memory of each GPU goes in GiB, and what it is enough for. */
export function sizingText(model: Pick<ModelFacts, 'id'>, vmSize: VmSize, sizing: Sizing): string {
  const { gpu } = vmSize;
  const { tensorParallelSize, dataParallelSize, nodes, gpus, host } = sizing;
  const parts: readonly (readonly [bytes: number, of: string])[] = [
    [sizing.weightBytes, 'weights'],
    [sizing.overheadBytes, 'engine: CUDA, activations, CUDA graphs'],
    [sizing.cacheBytes, 'KV cache'],
    [sizing.unusedBytes, `left to others (gpuMemoryUtilization ${sizing.gpuMemoryUtilization})`],
    [sizing.gpuBytes, 'usable'],
  ];
  return [
    `${model.id} on ${vmSize.name}${gpu === undefined ? '' : ` (${gpu.count} x ${gpu.model} ${gpu.memoryGb} GB)`}`,
    `  a replica: ${[
      counted(nodes, 'node'),
      `${counted(gpus, 'GPU')}${nodes > 1 ? ' of each' : ''}`,
      `tensorParallelSize ${tensorParallelSize}`,
      ...(dataParallelSize > 1 ? [`dataParallelSize ${dataParallelSize}`] : []),
      ...(nodes > 1 ? [`pipelineParallelSize ${nodes}`] : []),
    ].join(', ')}${nodes > 1 ? '' : `; ${counted(sizing.replicasPerNode, 'replica')} on a node`}`,
    ...(sizing.oneNodeSizes.length === 0
      ? []
      : [`  one node would do of: ${sizing.oneNodeSizes.join(', ')}`]),
    '  each GPU, GiB',
    ...parts.map(([bytes, of]) => `    ${toGiB(bytes).padStart(6)}  ${of}`),
    `  context of a request: ${grouped(sizing.contextTokens)} tokens; up to ${grouped(sizing.longestContextTokens)} would fit`,
    `  KV cache of a replica: ${grouped(sizing.cacheTokens)} tokens, ${counted(sizing.concurrentRequests, 'request')} of that length at a time`,
    `  a pod needs ${toGiB(host.memoryBytes)} GiB of memory at least, of which ${toGiB(host.sharedMemoryBytes)} for /dev/shm, and ${toGiB(host.diskBytes)} GiB of disk if it downloads the model`,
  ].join('\n');
}

function toGiB(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** With a comma at every third digit, whatever the machine's language. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
