import { Construct } from 'constructs';
import { KubernetesClusterNodePool, type KubernetesClusterNodePoolConfig } from '../../../imports/azurerm';
import { ProblemList } from '../../../lib/problems/problem-list';
import { spotTaint, type Taint } from '../../../lib/values/taint';

/**
 * How AKS replaces nodes during an upgrade: with surge nodes, or by taking nodes down. A number, or
 * a percentage such as `33%`.
 */
export type NodeUpgrade = ({ readonly maxSurge: string } | { readonly maxUnavailable: string }) & {
  /**
   * Minutes that the drain of one node may take before the upgrade fails. Removing the value later
   * replaces the pool.
   *
   * @default 30, the default of AKS
   */
  readonly drainTimeoutInMinutes?: number;
};

/** Spot nodes, which Azure may evict. */
export interface SpotNodes {
  /**
   * What Azure does with an evicted node.
   *
   * @default 'Delete': a deallocated node keeps its quota and disk
   */
  readonly evictionPolicy?: 'Delete' | 'Deallocate';
  /** Maximum price of a node per hour, in US dollars. @default the on-demand price */
  readonly maxPrice?: number;
}

/** Input of a NodePool. */
export interface NodePoolProps {
  /**
   * Name, 1 to 12 lowercase letters and digits, starting with a letter. The names of its nodes
   * start with `aks-<name>-`.
   */
  readonly name: string;
  /** Resource id of the cluster. */
  readonly clusterId: string;
  /** Resource id of the subnet of the nodes. */
  readonly subnetId: string;
  /** VM size, for example `Standard_NC24ads_A100_v4`. Required: without it Azure selects one. */
  readonly vmSize: string;
  /** Minimum number of nodes. With 0, the pool has no node while no pod needs one. */
  readonly minNodes: number;
  /** Maximum number of nodes. The quota of the VM family must cover it. */
  readonly maxNodes: number;
  /**
   * Number of nodes at creation. Afterwards only the cluster autoscaler changes it.
   *
   * @default `minNodes`
   */
  readonly initialNodes?: number;
  /**
   * Uses spot nodes, which cost less and which Azure may evict. Adds the label and the taint of AKS
   * for spot nodes.
   *
   * @default false
   */
  readonly spot?: boolean | SpotNodes;
  /**
   * Labels of the nodes. For a pool without nodes, the cluster autoscaler sees only these labels
   * (Azure/AKS#2832).
   *
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Taints of the nodes. The tolerations of pods are rendered from the same objects.
   *
   * @default none
   */
  readonly taints?: readonly Taint[];
  /** Availability zones that offer the VM size. @default none */
  readonly zones?: readonly string[];
  /** OS disk of a node. @default managed, 128 GiB, the default of AKS for most sizes */
  readonly osDisk?: { readonly type: 'Managed' | 'Ephemeral'; readonly sizeGiB: number };
  /** Maximum number of pods on a node, 10 to 250. @default 110, the limit that Kubernetes tests */
  readonly maxPods?: number;
  /**
   * How AKS replaces nodes during an upgrade.
   *
   * @default `maxSurge: '33%'`, which AKS recommends for production; none for spot pools, as AKS
   * requires
   */
  readonly upgrade?: NodeUpgrade;
  /**
   * `None` leaves the NVIDIA driver to the GPU Operator. Azure cannot change it later.
   *
   * @default the default of AKS: `Install` on GPU sizes
   */
  readonly gpuDriver?: 'Install' | 'None';
  /**
   * Name of the temporary pool while Terraform replaces this one, for example for a new VM size.
   *
   * @default the first 8 letters of the name and `temp`
   */
  readonly temporaryName?: string;
  /**
   * Kubernetes version, for example `1.35`, not newer than the cluster's.
   *
   * @default the cluster's version at creation, then the version of the upgrade channel
   */
  readonly kubernetesVersion?: string;
  /** Tags of the pool. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** Other arguments of azurerm. They override all props above. @default none */
  readonly overrides?: Partial<KubernetesClusterNodePoolConfig>;
}

/**
 * A user node pool with autoscaling, and with the labels and taints by which pods select and
 * tolerate it.
 */
export class NodePool extends Construct {
  readonly resource: KubernetesClusterNodePool;

  /**
   * @throws {DefinitionError} for values that azurerm or AKS would reject during `terraform apply`.
   */
  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    checkProps(props);
    const spot = spotOf(props);
    const upgrade = spot ? undefined : (props.upgrade ?? { maxSurge: '33%' });
    const osDisk = props.osDisk ?? { type: 'Managed', sizeGiB: 128 };
    this.resource = new KubernetesClusterNodePool(this, 'Resource', {
      name: props.name,
      kubernetesClusterId: props.clusterId,
      vnetSubnetId: props.subnetId,
      mode: 'User',
      vmSize: props.vmSize,
      orchestratorVersion: props.kubernetesVersion,
      autoScalingEnabled: true,
      minCount: props.minNodes,
      maxCount: props.maxNodes,
      ...initialNodeCount(props.initialNodes, 'node_count'),
      ...(spot && {
        priority: 'Spot',
        evictionPolicy: spot.evictionPolicy ?? 'Delete',
        spotMaxPrice: spot.maxPrice,
      }),
      nodeLabels: nonEmpty({ ...props.labels, ...(spot && { [spotTaint.key]: spotTaint.value }) }),
      nodeTaints: taintsOf(props).map((taint) => taint.toAksString()),
      zones: props.zones && props.zones.length > 0 ? [...props.zones] : undefined,
      osDiskType: osDisk.type,
      osDiskSizeGb: osDisk.sizeGiB,
      maxPods: props.maxPods ?? 110,
      gpuDriver: props.gpuDriver,
      temporaryNameForRotation: temporaryNameOf(props),
      upgradeSettings: upgrade,
      tags: props.tags,
      ...props.overrides,
    });
  }
}

/**
 * Returns the node count and the attribute that plans ignore.
 *
 * Without `initialNodes` the count is absent: azurerm uses `min_count`, and the work of the
 * autoscaler is not a change. A given count applies at creation. Without `ignore_changes`, every
 * later plan would reset the count against the autoscaler, and azurerm rejects this for a default
 * pool ("cannot change `node_count` when `auto_scaling_enabled` is set to `true`").
 *
 * @see azurerm 5.2 `kubernetes_cluster_node_pool_resource.go`, `kubernetes_nodepool.go`, and #33143
 * (2026-11).
 */
export function initialNodeCount(initialNodes: number | undefined, attribute: string) {
  if (initialNodes === undefined) return {};
  return { nodeCount: initialNodes, lifecycle: { ignoreChanges: [attribute] } };
}

function spotOf({ spot }: NodePoolProps): SpotNodes | undefined {
  return spot === true ? {} : spot || undefined;
}

function taintsOf({ taints = [], spot }: NodePoolProps): readonly Taint[] {
  return spot && !taints.some((taint) => taint.equals(spotTaint)) ? [...taints, spotTaint] : taints;
}

function temporaryNameOf({ name, temporaryName }: NodePoolProps): string {
  return temporaryName ?? `${name.slice(0, 8)}temp`;
}

function nonEmpty(labels: Record<string, string>): Record<string, string> | undefined {
  return Object.keys(labels).length === 0 ? undefined : labels;
}

/**
 * Validates what the types do not. azurerm validates a part of it in the plan, and AKS the rest
 * during the apply.
 */
function checkProps(props: NodePoolProps): void {
  const problems = ProblemList.create();
  const { name, minNodes, maxNodes, initialNodes } = props;
  for (const [key, value] of Object.entries({ name, temporaryName: temporaryNameOf(props) })) {
    if (!/^[a-z][a-z0-9]{0,11}$/.test(value)) {
      problems.add(
        key,
        `"${value}" is not a valid node pool name`,
        'Use 1 to 12 lowercase letters and digits, starting with a letter.',
      );
    }
  }
  if (temporaryNameOf(props) === name) {
    problems.add('temporaryName', `"${name}" is already the name of the pool itself`, 'Choose another name.');
  }
  if (maxNodes < 1 || minNodes < 0 || maxNodes < minNodes) {
    problems.add(
      'maxNodes',
      `minNodes ${minNodes} and maxNodes ${maxNodes} are not a valid range`,
      'Use 0 ≤ minNodes ≤ maxNodes, and maxNodes of at least 1.',
    );
  }
  if (initialNodes !== undefined && (initialNodes < minNodes || initialNodes > maxNodes)) {
    problems.add(
      'initialNodes',
      `${initialNodes} is not between minNodes and maxNodes`,
      `Use ${minNodes} to ${maxNodes}.`,
    );
  }
  if (props.upgrade !== undefined && 'maxSurge' in props.upgrade && 'maxUnavailable' in props.upgrade) {
    problems.add('upgrade', 'maxSurge and maxUnavailable exclude each other', 'Set one of them.');
  }
  if (spotOf(props) !== undefined && props.upgrade !== undefined) {
    problems.add('upgrade', 'AKS upgrades spot pools without surge', 'Remove upgrade.');
  }
  problems.throwIfAny(`the node pool "${name}"`);
}
