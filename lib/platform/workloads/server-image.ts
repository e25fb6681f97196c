import type { ImageDefinition } from '../../definition/workload-definition';
import { driverProblem, type GpuDriver, vllmImageFor } from '../../engine/sizing/engine-image';
import { images } from '../../facts/versions';
import type { ProblemList } from '../../problems/problem-list';
import type { ImageReference } from '../../values/image-reference';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { WorkloadContext } from './workload-context';
import { resolveImage } from './workload-image';

/** Image of a vLLM server. The default follows the drivers of the node pools. */
export function resolveVllmImage(
  image: ImageDefinition | undefined,
  pools: readonly ResolvedNodePool[],
  context: WorkloadContext,
  problems: ProblemList,
): ImageReference {
  const { reference } = vllmImageFor(driversOf(pools)) ?? images.vllm;
  return resolveServerImage(image ?? reference, pools, context, problems);
}

/**
 * Image of a model server. Adds a problem for each node pool with a driver that is too old for the
 * image.
 */
export function resolveServerImage(
  image: ImageDefinition,
  pools: readonly ResolvedNodePool[],
  context: WorkloadContext,
  problems: ProblemList,
): ImageReference {
  const resolved = resolveImage(image, context, problems);
  const found = driversOf(pools).flatMap((gpu) => driverProblem(resolved.toString(), gpu) ?? []);
  for (const { message, fix } of found) problems.add('image', message, fix);
  return resolved;
}

/** GPUs with a driver that AKS installs. The GPU Operator installs a current one. */
function driversOf(pools: readonly ResolvedNodePool[]): readonly GpuDriver[] {
  return pools.flatMap(({ vmSize, gpuDriver }) => (gpuDriver === 'Install' ? (vmSize.gpu ?? []) : []));
}
