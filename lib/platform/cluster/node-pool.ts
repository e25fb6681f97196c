import type { GpuStack } from '../../definition/cluster-definition';
import type { CompleteNodePool } from '../../definition/node-pool-definition';
import { azureNameProblem } from '../../facts/azure-names';
import type { VmSize } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule } from '../../problems/value-rules';
import { criticalAddonsTaint, gpuTaint, type Taint } from '../../values/taint';
import { resolveGpuDriver } from './gpu-driver';
import { resolveLabels, resolveTaints } from './node-pool-taints';
import { resolveUpgrade } from './node-pool-upgrade';
import { resolveVmSize } from './node-pool-vm-size';

interface RoleDefaults {
  readonly minNodes: number;
  readonly diskGiB: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

const roleDefaults: Readonly<Record<CompleteNodePool['role'], RoleDefaults>> = {
  // Three nodes survive the loss of one during an upgrade:
  // learn.microsoft.com/azure/aks/use-system-pools (2026-11).
  system: { minNodes: 3, diskGiB: 128, labels: {}, taints: [criticalAddonsTaint] },
  cpu: { minNodes: 1, diskGiB: 128, labels: { sku: 'cpu' }, taints: [] },
  // The disk holds serving images of 10 GB and more, and weights of tens of GB.
  gpu: { minNodes: 0, diskGiB: 512, labels: { sku: 'gpu' }, taints: [gpuTaint] },
};

/**
 * While AKS replaces a pool, a temporary pool has its name with this suffix. Pool names have at
 * most 12 characters.
 */
const temporarySuffix = 'temp';
const maxNameLength = 12 - temporarySuffix.length;

/** Resolves one node pool. */
export function resolveNodePool(definition: CompleteNodePool, gpuStack: GpuStack, problems: ProblemList) {
  const { name, role, maxNodes, initialNodes, spot } = definition;
  const defaults = roleDefaults[role];
  const minNodes = definition.minNodes ?? defaults.minNodes;
  checkName(name, problems);
  const vmSize = resolveVmSize(definition, problems);
  checkNodes({ role, minNodes, maxNodes, initialNodes }, problems);
  if (spot && role === 'system')
    problems.add('spot', 'a system pool cannot use spot nodes, because Azure can evict them', 'Remove spot.');
  requireInteger(problems, 'maxPods', definition.maxPods, { min: 30, max: 250, unit: 'pods' });
  checkZones(definition.zones, problems);
  return {
    ...definition,
    vmSize,
    minNodes,
    /** Undefined if the pool starts with `minNodes`. */
    initialNodes: initialNodes === minNodes ? undefined : initialNodes,
    labels: resolveLabels(definition, defaults.labels, problems.at('labels')),
    taints: resolveTaints(definition, defaults.taints, problems),
    osDisk: resolveOsDisk(definition, vmSize, defaults.diskGiB, problems.at('osDisk')),
    upgrade: resolveUpgrade(definition, problems),
    gpuDriver: resolveGpuDriver(vmSize, gpuStack, problems),
    /** Name of the pool that has the nodes while AKS replaces this one. */
    temporaryName: `${name}${temporarySuffix}`,
  };
}

export type ResolvedNodePool = Readonly<ReturnType<typeof resolveNodePool>>;

function checkName(name: string, problems: ProblemList): void {
  // One limit only: that of AKS, 12, is above that of the platform.
  if (name.length > maxNameLength) {
    problems.add(
      'name',
      `"${name}" has ${name.length} characters; the maximum is ${maxNameLength}, because AKS appends "${temporarySuffix}" while it replaces the pool`,
      'Choose a shorter name.',
    );
    return;
  }
  requireRule(
    problems,
    'name',
    azureNameProblem('nodePool', name),
    `Use 1 to ${maxNameLength} lowercase letters and digits, starting with a letter.`,
  );
}

function checkNodes(
  {
    role,
    minNodes,
    maxNodes,
    initialNodes,
  }: Pick<CompleteNodePool, 'role' | 'maxNodes' | 'initialNodes'> & { readonly minNodes: number },
  problems: ProblemList,
): void {
  requireInteger(problems, 'minNodes', minNodes, {
    min: role === 'system' ? 2 : 0,
    max: 1000,
    unit: 'nodes',
  });
  requireInteger(problems, 'maxNodes', maxNodes, { min: 1, max: 1000, unit: 'nodes' });
  if (maxNodes < minNodes) {
    problems.add(
      'maxNodes',
      `${maxNodes} is lower than minNodes (${minNodes})`,
      'Raise maxNodes, or lower minNodes.',
    );
  }
  if (initialNodes === undefined) return;
  if (!Number.isInteger(initialNodes) || initialNodes < minNodes || initialNodes > maxNodes) {
    problems.add(
      'initialNodes',
      `${initialNodes} is not a whole number from minNodes to maxNodes`,
      `Use ${minNodes} to ${maxNodes}.`,
    );
  }
}

function checkZones(zones: readonly string[], problems: ProblemList): void {
  for (const zone of zones) {
    if (/^[1-3]$/.test(zone)) continue;
    problems.add('zones', `"${zone}" is not an availability zone`, 'Use "1", "2" or "3".');
  }
  if (new Set(zones).size !== zones.length)
    problems.add('zones', 'the list contains a zone twice', 'List each zone once.');
}

function resolveOsDisk(
  { osDisk }: CompleteNodePool,
  { name, tempDiskGiB }: VmSize,
  defaultGiB: number,
  problems: ProblemList,
): NonNullable<CompleteNodePool['osDisk']> {
  const disk = osDisk ?? { type: 'Managed', sizeGiB: defaultGiB };
  // AKS refuses node disks below 30 GiB, and managed disks above 2048 GiB:
  // learn.microsoft.com/azure/aks/concepts-storage (2026-11).
  requireInteger(problems, 'sizeGiB', disk.sizeGiB, { min: 30, max: 2048, unit: 'GiB' });
  if (disk.type === 'Ephemeral' && disk.sizeGiB > tempDiskGiB) {
    problems.add(
      'sizeGiB',
      tempDiskGiB === 0
        ? `${name} has no temporary disk for an ephemeral OS disk`
        : `${disk.sizeGiB} GiB do not fit the temporary disk of ${name} (${tempDiskGiB} GiB)`,
      'Use the type "Managed", a smaller disk, or a VM size with a larger temporary disk.',
    );
  }
  return disk;
}
