import { checkModelFacts, type ModelFacts } from '../../facts/model-facts';
import { findVmSize, type VmSize, type VmSizeName, vmSizeNames } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { knownNames } from '../../problems/value-rules';
import { checkSizingNumbers, type EngineSettings } from './engine-settings';
import { weightMarginShare } from './footprint';
import { missingKernels } from './kernels';
import { findSizing, type Sizing } from './size-inference-server';
import { validTensorParallelSizes } from './tensor-parallel';

/** What has to be held. */
export interface Load extends EngineSettings {
  readonly model: ModelFacts;
  /** Requests of full length at the same time. */
  readonly requestsInFlight: number;
  /**
   * vCPUs that may be had: of each size, or of each of those that are named. Sizes without a quota are left out then. Azure counts them by
   * family (`az vm list-usage`). Default: no limit.
   */
  readonly quota?: number | Readonly<Partial<Record<VmSizeName, number>>>;
  /** What a node of a size costs an hour, in any unit. Sizes that are not here are left out. Default: every size, by its GPU memory. */
  readonly costPerSize?: Readonly<Partial<Record<VmSizeName, number>>>;
}

/** One way to hold a load. */
export interface Recommendation {
  readonly vmSize: VmSizeName;
  readonly replicas: number;
  /** Nodes of all replicas. */
  readonly nodes: number;
  readonly vcpus: number;
  /** Of all nodes, in the unit that was given; GPU memory in GB otherwise. */
  readonly cost: number;
  readonly sizing: Sizing;
}

/**
 * The cheapest placements that hold a load, from the sizes of the table, the cheapest first; of equal cost that with fewer nodes. There is
 * no list of prices in it: without yours, GPU memory stands for the price. More room is left than `sizeInferenceServer()` wants,
 * because the size is chosen for the user; and a replica has one node wherever one will do, as nodes that share a model wait for each other. Adds a problem for each number that is none.
 */
export function recommend(load: Load, problems: ProblemList): readonly Recommendation[] {
  const before = problems.problems.length;
  checkLoad(load, problems);
  if (problems.problems.length > before) return [];
  const ways = vmSizeNames.flatMap((name) => placementOn(name, load) ?? []);
  const onOneNode = ways.filter(({ sizing }) => sizing.nodes === 1);
  return [...(onOneNode.length > 0 ? onOneNode : ways)].sort(
    (a, b) => a.cost - b.cost || a.nodes - b.nodes || (a.vmSize < b.vmSize ? -1 : 1),
  );
}

/** The cheapest of the ways on a size: GPUs beyond those that the weights need are room for more requests. */
function placementOn(name: VmSizeName, load: Load): Recommendation | undefined {
  const { costPerSize, quota, requestsInFlight, ...input } = load;
  const vmSize = findVmSize(name)!;
  const cost = costPerSize === undefined ? gpuMemory(vmSize) : costPerSize[name];
  if (cost === undefined || vmSize.gpu === undefined) return undefined;
  if (missingKernels(load.model, vmSize.gpu, load).length > 0) return undefined;
  const most = typeof quota === 'object' ? (quota[name] ?? 0) : (quota ?? Number.POSITIVE_INFINITY);
  const common = { ...input, vmSize, weightMargin: weightMarginShare };
  const onOneNode = validTensorParallelSizes(load.model, vmSize.gpu.count).flatMap(
    (gpus) => findSizing({ ...common, gpus, nodes: 1 }) ?? [],
  );
  const sizings = onOneNode.length > 0 ? onOneNode : [findSizing(common)];
  return sizings
    .flatMap((sizing) =>
      sizing === undefined ? [] : placement(name, vmSize, sizing, cost, requestsInFlight),
    )
    .filter(({ vcpus }) => vcpus <= most)
    .sort((a, b) => a.nodes - b.nodes || a.sizing.gpus - b.sizing.gpus)[0];
}

function placement(
  name: VmSizeName,
  vmSize: VmSize,
  sizing: Sizing,
  costOfNode: number,
  requestsInFlight: number,
): Recommendation {
  const replicas = Math.ceil(requestsInFlight / sizing.fullRequests);
  const nodes = sizing.nodes > 1 ? replicas * sizing.nodes : Math.ceil(replicas / sizing.replicasPerNode);
  return { vmSize: name, replicas, nodes, vcpus: nodes * vmSize.vcpus, cost: nodes * costOfNode, sizing };
}

function checkLoad(load: Load, problems: ProblemList): void {
  const { quota, costPerSize = {} } = load;
  checkSizingNumbers(load, problems);
  checkModelFacts(load.model, problems.at('model'));
  const quotas = typeof quota === 'object' ? quota : {};
  if (quota !== undefined && typeof quota !== 'object') requireAmount('quota', quota, 'vCPUs', problems);
  for (const [size, vcpus] of Object.entries(quotas)) {
    requireSize(size, problems.at('quota'));
    requireAmount(size, vcpus, 'vCPUs', problems.at('quota'));
  }
  for (const [size, cost] of Object.entries(costPerSize)) {
    requireSize(size, problems.at('costPerSize'));
    requireAmount(size, cost, 'any unit', problems.at('costPerSize'));
  }
}

function requireSize(size: string, problems: ProblemList): void {
  if (findVmSize(size) !== undefined) return;
  problems.add(size, 'not in the table of VM sizes', knownNames(size, vmSizeNames, 'VM sizes'));
}

function requireAmount(key: string, value: unknown, unit: string, problems: ProblemList): void {
  if (typeof value === 'number' && value >= 0) return;
  problems.add(key, `${String(value)} is not an amount`, `Give a number of ${unit}, 0 or more.`);
}

function gpuMemory({ gpu }: VmSize): number | undefined {
  return gpu && gpu.count * gpu.memoryGb;
}
