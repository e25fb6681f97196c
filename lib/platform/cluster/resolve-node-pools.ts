import type { GpuStack } from '../../definition/cluster-definition';
import type { NodePoolDefinition } from '../../definition/node-pool-definition';
import { checkCustomVmSize } from '../../engine/sizing/refused-vm-sizes';
import { azureNameProblem } from '../../facts/azure-names';
import { findVmSize, type VmSize, vmSizeNames } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { knownNames, requireInteger, requireRule, requireUnique } from '../../problems/value-rules';
import { labelValueProblem, nodeLabelKeyProblem } from '../../values/node-labels';
import { criticalAddonsTaint, gpuTaint, spotTaint, Taint } from '../../values/taint';
import type { ResolvedNodePool } from './resolved-node-pool';

type Role = NodePoolDefinition['role'];

const roleDefaults: Record<
  Role,
  { minNodes: number; diskGiB: number; labels: Record<string, string>; taints: readonly Taint[] }
> = {
  // Three nodes survive the loss of one during an upgrade: learn.microsoft.com/azure/aks/use-system-pools (2026-11).
  system: { minNodes: 3, diskGiB: 128, labels: {}, taints: [criticalAddonsTaint] },
  cpu: { minNodes: 1, diskGiB: 128, labels: { sku: 'cpu' }, taints: [] },
  // Serving images have 10 GB and more, weights tens of GB, and both lie on this disk.
  gpu: { minNodes: 0, diskGiB: 512, labels: { sku: 'gpu' }, taints: [gpuTaint] },
};

/** A rotation name is the pool's with this behind it; pool names may have 12 characters. */
const rotationSuffix = 'temp';
const maxNameLength = 12 - rotationSuffix.length;

export function resolveNodePools(
  definitions: readonly NodePoolDefinition[],
  gpuStack: GpuStack,
  problems: ProblemList,
): readonly ResolvedNodePool[] {
  const systemCount = definitions.filter((pool) => pool.role === 'system').length;
  if (systemCount !== 1) {
    problems.add(
      '',
      `${systemCount} pools have the role "system"`,
      'Define exactly one; it is the default pool of the cluster.',
    );
  }
  if (!definitions.some((pool) => pool.role === 'cpu' && !pool.spot && (pool.taints ?? []).length === 0)) {
    problems.add(
      '',
      'no pool takes workloads without a toleration, such as Argo CD or the add-ons of Azure',
      'Add a pool with role "cpu", without taints and not spot.',
    );
  }
  requireUnique(
    problems,
    'node pool',
    definitions,
    (pool) => pool.name,
    (index) => `[${index}].name`,
  );
  return definitions.map((pool, index) => resolveNodePool(pool, gpuStack, problems.at(index)));
}

function resolveNodePool(
  definition: NodePoolDefinition,
  gpuStack: GpuStack,
  problems: ProblemList,
): ResolvedNodePool {
  const { name, role } = definition;
  const defaults = roleDefaults[role];
  const spot = definition.spot ?? false;
  checkName(name, problems);
  const vmSize = resolveVmSize(definition, problems);

  const minNodes = definition.minNodes ?? defaults.minNodes;
  requireInteger(problems, 'minNodes', minNodes, {
    min: role === 'system' ? 2 : 0,
    max: 1000,
    unit: 'nodes',
  });
  requireInteger(problems, 'maxNodes', definition.maxNodes, { min: 1, max: 1000, unit: 'nodes' });
  if (definition.maxNodes < minNodes) {
    problems.add(
      'maxNodes',
      `${definition.maxNodes} is less than minNodes, which is ${minNodes}`,
      'Raise maxNodes, or lower minNodes.',
    );
  }
  const initialNodes = definition.initialNodes;
  if (
    initialNodes !== undefined &&
    (!Number.isInteger(initialNodes) || initialNodes < minNodes || initialNodes > definition.maxNodes)
  ) {
    problems.add(
      'initialNodes',
      `${initialNodes} is not between minNodes and maxNodes`,
      `Give ${minNodes} to ${definition.maxNodes}.`,
    );
  }
  if (spot && role === 'system') {
    problems.add('spot', 'a system pool cannot be spot: Azure may take its nodes back', 'Remove spot.');
  }
  const labels = {
    ...(definition.labels ?? defaults.labels),
    ...(spot ? { [spotTaint.key]: spotTaint.value } : {}),
  };
  checkLabels(labels, problems.at('labels'));
  const maxPods = definition.maxPods ?? 110;
  requireInteger(problems, 'maxPods', maxPods, { min: 30, max: 250, unit: 'pods' });
  checkZones(definition.zones ?? [], problems);

  return {
    name,
    role,
    vmSize,
    minNodes,
    maxNodes: definition.maxNodes,
    initialNodes: initialNodes === minNodes ? undefined : initialNodes,
    spot,
    labels,
    taints: [...resolveTaints(definition, problems), ...(spot ? [spotTaint] : [])],
    zones: definition.zones ?? [],
    osDisk: resolveOsDisk(definition, vmSize, defaults.diskGiB, problems),
    maxPods,
    upgrade: resolveUpgrade(definition, spot, problems),
    gpuDriver: vmSize.gpu === undefined ? undefined : gpuStack === 'gpu-operator' ? 'None' : 'Install',
    overcommit: definition.overcommit ?? false,
    temporaryName: `${name}${rotationSuffix}`,
  };
}

function checkName(name: string, problems: ProblemList): void {
  const problem = azureNameProblem('nodePool', name);
  if (problem !== undefined)
    problems.add(
      'name',
      problem,
      `Give 1 to ${maxNameLength} lower-case letters and digits, starting with a letter.`,
    );
  else if (name.length > maxNameLength) {
    problems.add(
      'name',
      `"${name}" has ${name.length} characters`,
      `Give at most ${maxNameLength}: while the pool is replaced, its nodes are called "${name.slice(0, maxNameLength)}${rotationSuffix}".`,
    );
  }
}

/** To go on with after a problem, so that the others are found too. */
function standInSize({ vmSize, role }: NodePoolDefinition): VmSize {
  const gpu = { model: 'H200', count: 8, memoryGb: 141, computeCapability: '9.0' };
  const size = { name: String(vmSize), vcpus: 96, memoryGiB: 1850, tempDiskGiB: 1024 };
  return role === 'gpu' ? { ...size, gpu } : size;
}

function resolveVmSize(definition: NodePoolDefinition, problems: ProblemList): VmSize {
  const found = findVmSize(definition.vmSize);
  if (typeof definition.vmSize === 'object') checkCustomVmSize(definition.vmSize, problems.at('vmSize'));
  if (found === undefined) {
    problems.add(
      'vmSize',
      `"${String(definition.vmSize)}" is not in the table of VM sizes`,
      `${knownNames(String(definition.vmSize), vmSizeNames)} For another size give its facts: { name, vcpus, memoryGiB, tempDiskGiB, gpu? }.`,
    );
    return standInSize(definition);
  }
  if (definition.role === 'gpu' && found.gpu === undefined) {
    problems.add(
      'vmSize',
      `${found.name} has no GPU, and the pool's role is "gpu"`,
      'Take a size with a GPU (Standard_NC…, Standard_ND…), or the role "cpu".',
    );
  }
  if (definition.role !== 'gpu' && found.gpu !== undefined) {
    problems.add(
      'vmSize',
      `${found.name} has a GPU, and the pool's role is "${definition.role}"`,
      'Use the role "gpu", or a size without a GPU.',
    );
  }
  // learn.microsoft.com/azure/aks/use-system-pools (2026-11): at least 4 vCPU and 4 GB, no B series.
  if (
    definition.role === 'system' &&
    (found.vcpus < 4 || found.memoryGiB < 4 || /^Standard_B/.test(found.name))
  ) {
    problems.add(
      'vmSize',
      `${found.name} is too small for the system pool`,
      'Take at least 4 vCPU and 4 GiB, and not the B series.',
    );
  }
  return found;
}

function resolveTaints(definition: NodePoolDefinition, problems: ProblemList): readonly Taint[] {
  const { taints } = definition;
  if (taints === undefined) return roleDefaults[definition.role].taints;
  if (definition.role === 'system') {
    problems.add(
      'taints',
      'the system pool has its own taint, CriticalAddonsOnly=true:NoSchedule',
      'Remove taints.',
    );
    return roleDefaults.system.taints;
  }
  const parsed = taints.flatMap((text, index) => {
    const at = problems.at('taints').at(index);
    try {
      const taint = Taint.parse(text);
      requireRule(at, '', nodeLabelKeyProblem(taint.key), 'Use a key of your own.');
      requireRule(at, '', labelValueProblem(taint.value), 'Use another value.');
      return [taint];
    } catch (error) {
      at.add('', (error as Error).message, 'Write it as for `az aks nodepool add --node-taints`.');
      return [];
    }
  });
  if (definition.role === 'gpu' && parsed.length === 0) {
    problems.add(
      'taints',
      'a GPU pool without a taint fills up with pods that need no GPU',
      'Remove taints to get sku=gpu:NoSchedule, or name one.',
    );
  }
  return parsed;
}

function checkLabels(labels: Readonly<Record<string, string>>, problems: ProblemList): void {
  for (const [key, value] of Object.entries(labels)) {
    requireRule(
      problems,
      key,
      nodeLabelKeyProblem(key),
      'Use a key of your own, without a prefix or with your domain.',
    );
    requireRule(problems, key, labelValueProblem(value), 'Use another value.');
  }
}

function checkZones(zones: readonly string[], problems: ProblemList): void {
  const wrong = zones.filter((zone) => !/^[1-3]$/.test(zone));
  if (wrong.length > 0)
    problems.add(
      'zones',
      `${wrong.map((zone) => `"${zone}"`).join(', ')} is not a zone`,
      'Zones are "1", "2" and "3".',
    );
  if (new Set(zones).size !== zones.length)
    problems.add('zones', 'a zone is there twice', 'Name each zone once.');
}

function resolveOsDisk(
  definition: NodePoolDefinition,
  vmSize: VmSize,
  defaultGiB: number,
  problems: ProblemList,
): ResolvedNodePool['osDisk'] {
  const disk = definition.osDisk ?? { type: 'Managed', sizeGiB: defaultGiB };
  // learn.microsoft.com/azure/aks/concepts-storage (2026-11): 30 GiB is the smallest node disk; managed disks end at 2048 here.
  requireInteger(problems.at('osDisk'), 'sizeGiB', disk.sizeGiB, { min: 30, max: 2048, unit: 'GiB' });
  if (disk.type === 'Ephemeral' && disk.sizeGiB > vmSize.tempDiskGiB) {
    problems
      .at('osDisk')
      .add(
        'sizeGiB',
        vmSize.tempDiskGiB === 0
          ? `${vmSize.name} has no temporary disk for an ephemeral OS disk`
          : `${disk.sizeGiB} GiB do not fit the temporary disk of ${vmSize.name}, ${vmSize.tempDiskGiB} GiB`,
        'Take type "Managed", a smaller disk, or a size with a larger temporary disk.',
      );
  }
  return disk;
}

function resolveUpgrade(
  definition: NodePoolDefinition,
  spot: boolean,
  problems: ProblemList,
): ResolvedNodePool['upgrade'] {
  const { upgrade } = definition;
  if (spot) {
    if (upgrade !== undefined)
      problems.add('upgrade', 'spot pools are upgraded without surge', 'Remove upgrade.');
    return undefined;
  }
  if (upgrade === undefined) return definition.role === 'gpu' ? { maxUnavailable: '1' } : { maxSurge: '33%' };
  const [key, value] =
    'maxSurge' in upgrade
      ? (['maxSurge', upgrade.maxSurge] as const)
      : (['maxUnavailable', upgrade.maxUnavailable] as const);
  if (!/^([1-9]\d{0,2}|[1-9]\d?%|100%)$/.test(value)) {
    problems
      .at('upgrade')
      .add(key, `"${value}" is not allowed`, 'Give a number of nodes such as "1", or a share such as "33%".');
  }
  if (definition.role === 'system' && key === 'maxUnavailable') {
    problems
      .at('upgrade')
      .add(
        key,
        'a system pool is upgraded with surge: its nodes carry the DNS of the cluster',
        'Use maxSurge.',
      );
  }
  return upgrade;
}
