import type { ModelFacts } from '../../facts/model-facts';
import type { VmSize } from '../../facts/vm-sizes';
import { engineImageOn, engineImageText } from './engine-image';
import { maxCertainUtilization } from './fit';
import type { PlanSettingForms } from './plan-settings';
import type { Sizing } from './sizing';
import { versionNotes } from './version-notes';
import { definitionVocabulary, type Vocabulary } from './vocabulary';

/**
 * Text of a sizing: layout, driver and image, memory of each GPU in GiB with the error of each
 * term, whether it fits, and capacity.
 *
 * @param vocabulary words for the settings. @default those of a definition
 */
export function sizingText(
  model: Pick<ModelFacts, 'id'>,
  vmSize: VmSize,
  sizing: Sizing,
  { settings }: Vocabulary = definitionVocabulary,
): string {
  const { gpu } = vmSize;
  const { tensorParallelSize, dataParallelSize, nodes, gpus, host } = sizing;
  return [
    `${model.id} on ${vmSize.name}${gpu === undefined ? '' : ` (${gpu.count} x ${gpu.model} ${gpu.memoryGb} GB)`}`,
    `  replica: ${[
      counted(nodes, 'node'),
      `${counted(gpus, 'GPU')}${nodes > 1 ? ' per node' : ''}`,
      settings.tensorParallelSize.withValue(tensorParallelSize),
      ...(dataParallelSize > 1 ? [`${dataParallelSize} engines that share the requests`] : []),
      ...(nodes > 1 ? ['a pipeline stage on each node'] : []),
    ].join(', ')}${nodes > 1 ? '' : `; ${counted(sizing.replicasPerNode, 'replica')} per node`}`,
    `  engine: vLLM ${sizing.engineVersion}, batches of up to ${counted(sizing.maxNumSeqs, 'sequence')} and ${counted(sizing.maxNumBatchedTokens, 'token')}`,
    ...(gpu === undefined
      ? []
      : [`  ${engineImageText(engineImageOn(gpu, sizing.engineVersion), sizing.engineVersion)}`]),
    ...(sizing.oneNodeSizes.length === 0
      ? []
      : [`  one node is enough with: ${sizing.oneNodeSizes.join(', ')}`]),
    '  memory of each GPU, GiB',
    ...memoryLines(sizing, settings),
    `  ${verdictText(sizing, settings)}`,
    `  maximum context of a request: ${grouped(sizing.contextTokens)} tokens (up to ${grouped(sizing.longestContextTokens)} fit)`,
    hasCache(sizing)
      ? `  KV cache of a replica: ${grouped(sizing.cacheTokens)} tokens, ${counted(sizing.concurrentRequests, 'concurrent request')} of that length`
      : '  KV cache of a replica: none, an encoder computes each text in one batch',
    `  minimum per pod: ${toGiB(host.memoryBytes)} GiB of memory, including ${toGiB(host.sharedMemoryBytes)} for /dev/shm; ${toGiB(host.diskBytes)} GiB of disk if the pod downloads the model`,
    ...versionNotes(sizing.engineVersion).map((note) => `  note: ${note}`),
  ].join('\n');
}

function memoryLines(sizing: Sizing, { gpuMemoryUtilization }: PlanSettingForms): readonly string[] {
  const { minCacheBytes, maxCacheBytes } = sizing;
  return [
    ...sizing.terms.map(({ name, bytes, below, above, source }) =>
      line(bytes, `${name} (${rangeText(bytes - below, bytes + above)}; ${source})`),
    ),
    line(
      sizing.cacheBytes,
      `${hasCache(sizing) ? 'KV cache' : 'free, without a KV cache'} (${signedRangeText(minCacheBytes, maxCacheBytes)})`,
    ),
    line(
      sizing.unusedBytes,
      `not used by the engine (${gpuMemoryUtilization.withValue(sizing.gpuMemoryUtilization)})`,
    ),
    line(sizing.gpuBytes, 'usable'),
  ];
}

function line(bytes: number, of: string): string {
  return `    ${toGiB(bytes).padStart(6)}  ${of}`;
}

function verdictText(sizing: Sizing, settings: PlanSettingForms): string {
  const { verdict, requestBytes, minCacheBytes, maxCacheBytes, gpuMemoryUtilization } = sizing;
  const needs = !hasCache(sizing)
    ? 'weights and activations fit, and an encoder needs no KV cache'
    : `a request of the maximum context needs ${toGiB(requestBytes)} GiB of the KV cache's ${rangeText(minCacheBytes, maxCacheBytes)}`;
  if (verdict === 'fits') return `fits: ${needs}`;
  const start = `the start is certain up to ${settings.gpuMemoryUtilization.withValue(maxCertainUtilization)} only, and ${gpuMemoryUtilization} leaves ${toGiB(sizing.unusedBytes)} GiB for the warm-up, CUDA graphs and what vLLM does not profile`;
  const reasons = [
    ...(requestBytes > minCacheBytes
      ? [hasCache(sizing) ? needs : 'weights and activations may exceed the memory of the GPU']
      : []),
    ...(gpuMemoryUtilization > maxCertainUtilization ? [start] : []),
  ];
  return `${verdict}: ${reasons.join('; ')}; measure it before you rely on it`;
}

/** Whether requests need a KV cache: an encoder keeps nothing. */
function hasCache({ requestBytes }: Sizing): boolean {
  return requestBytes > 0;
}

/** Limits of what remains, below 0 if the terms may exceed the GPU. */
function signedRangeText(low: number, high: number): string {
  return `${toGiB(low)} to ${toGiB(high)}`;
}

function rangeText(low: number, high: number): string {
  return `${toGiB(Math.max(0, low))} to ${toGiB(Math.max(0, high))}`;
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
