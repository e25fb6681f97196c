import { checkModelFacts, type ModelFacts } from '../../facts/model-facts';
import { findVmSize, type VmSize, type VmSizeName, vmSizeNames } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { knownNames } from '../../problems/value-rules';
import { checkSizingNumbers, type EngineSettings } from './engine-settings';
import { missingKernels } from './kernels';
import { findSizing } from './size-inference-server';
import type { Sizing } from './sizing';
import { validTensorParallelSizes } from './tensor-parallel';

/** Load to place. */
export interface Load extends EngineSettings {
  /** Facts of the model, from `findModel()` or `modelFromHuggingFaceConfig()`. */
  readonly model: ModelFacts;
  /** Concurrent requests of full length. */
  readonly requestsInFlight: number;
  /**
   * Available vCPUs: one number for each size, or a number by size. Sizes without a number are then
   * excluded. Azure counts vCPUs by family (`az vm list-usage`).
   *
   * @default no limit
   */
  readonly quota?: number | Readonly<Partial<Record<VmSizeName, number>>>;
  /**
   * Hourly cost of a node by size, in any unit. Sizes without a cost are excluded.
   *
   * @default every size, by its GPU memory
   */
  readonly costPerSize?: Readonly<Partial<Record<VmSizeName, number>>>;
}

/** A placement of a load. */
export interface Recommendation {
  /** VM size of the nodes. */
  readonly vmSize: VmSizeName;
  /** Number of replicas. */
  readonly replicas: number;
  /** Nodes of all replicas. */
  readonly nodes: number;
  /** vCPUs of all nodes, which count towards the quota. */
  readonly vcpus: number;
  /** Cost of all nodes in the given unit; without costs, GPU memory in GB. */
  readonly cost: number;
  /** Layout, GPU memory and capacity of one replica. */
  readonly sizing: Sizing;
}

/**
 * Placements of a load on the VM sizes of the table, the cheapest first; with equal cost, fewer
 * nodes first. It contains no prices: without costs, GPU memory replaces them. Each lies above the
 * error band of the estimate. A replica uses one node if possible, because nodes that share a model
 * wait for each other. Adds a problem for each invalid number.
 */
export function recommend(load: Load, problems: ProblemList): readonly Recommendation[] {
  const before = problems.problems.length;
  checkLoad(load, problems);
  if (problems.problems.length > before) return [];
  const placements = vmSizeNames.flatMap((name) => placementOn(name, load) ?? []);
  const onOneNode = placements.filter(({ sizing }) => sizing.nodes === 1);
  return [...(onOneNode.length > 0 ? onOneNode : placements)].sort(
    (a, b) => a.cost - b.cost || a.nodes - b.nodes || (a.vmSize < b.vmSize ? -1 : 1),
  );
}

/** Cheapest placement on a VM size. More GPUs than the weights need hold more requests. */
function placementOn(name: VmSizeName, load: Load): Recommendation | undefined {
  const { costPerSize, quota, requestsInFlight, ...input } = load;
  const vmSize = findVmSize(name)!;
  const cost = costPerSize === undefined ? gpuMemory(vmSize) : costPerSize[name];
  if (cost === undefined || vmSize.gpu === undefined) return undefined;
  // 0: the size needs the GPU Operator, which the cluster may not have. A cost for the size makes
  // it an option.
  if (vmSize.gpu.driverBranch === 0 && costPerSize === undefined) return undefined;
  if (missingKernels(load.model, vmSize.gpu, load).length > 0) return undefined;
  const maxVcpus = typeof quota === 'object' ? (quota[name] ?? 0) : (quota ?? Number.POSITIVE_INFINITY);
  const common = { ...input, vmSize };
  const onOneNode = validTensorParallelSizes(load.model, vmSize.gpu.count, load).flatMap(
    (gpus) => findSizing({ ...common, gpus, nodes: 1 }) ?? [],
  );
  const sizings = onOneNode.length > 0 ? onOneNode : [findSizing(common)];
  return sizings
    .flatMap((sizing) =>
      sizing === undefined ? [] : placement(name, vmSize, sizing, cost, requestsInFlight),
    )
    .filter(({ vcpus }) => vcpus <= maxVcpus)
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
  problems.add(key, `${String(value)} is not allowed`, `Set a number of ${unit}, 0 or more.`);
}

function gpuMemory({ gpu }: VmSize): number | undefined {
  return gpu && gpu.count * gpu.memoryGb;
}
