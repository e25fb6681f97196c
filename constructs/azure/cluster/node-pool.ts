import { Construct } from 'constructs';
import { KubernetesClusterNodePool, type KubernetesClusterNodePoolConfig } from '../../../imports/azurerm';
import { ProblemList } from '../../../lib/problems/problem-list';
import { spotTaint, type Taint } from '../../../lib/values/taint';

/** How the nodes of a pool are replaced at an upgrade: with spare ones, or so many at once without any. A number, or a share such as `33%`. */
export type NodeUpgrade = ({ readonly maxSurge: string } | { readonly maxUnavailable: string }) & {
  /** How long the drain of one node may take before the upgrade fails, in minutes. Removing it later replaces the pool. Default: Azure's 30. */
  readonly drainTimeoutInMinutes?: number;
};

/** Nodes that Azure may take back. */
export interface SpotNodes {
  /** What happens to a node that Azure takes back. Default: `Delete`, as a deallocated one keeps its quota and disk. */
  readonly evictionPolicy?: 'Delete' | 'Deallocate';
  /** Highest price of a node an hour, in US dollars. Default: the price of a regular node. */
  readonly maxPrice?: number;
}

/** Input of a NodePool. */
export interface NodePoolProps {
  /** 1 to 12 lower-case letters and digits, starting with a letter. The nodes are called `aks-<name>-…`. */
  readonly name: string;
  /** Resource id of the cluster. */
  readonly clusterId: string;
  /** Resource id of the subnet of the nodes. */
  readonly subnetId: string;
  /** `Standard_NC24ads_A100_v4`. Always given: without it Azure chooses one. */
  readonly vmSize: string;
  /** Fewest nodes; 0 lets the pool vanish while nothing needs it. */
  readonly minNodes: number;
  /** Most nodes: what the quota of the VM family has to hold. */
  readonly maxNodes: number;
  /** Nodes at creation; afterwards the autoscaler decides alone. Default: `minNodes`. */
  readonly initialNodes?: number;
  /** Cheaper nodes that Azure may take back. Adds the label and the taint of AKS for them. Default: off. */
  readonly spot?: boolean | SpotNodes;
  /** Labels of the nodes. The autoscaler knows only these of a pool with no node (Azure/AKS#2832). Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Taints of the nodes: the same objects that tolerations are made of. Default: none. */
  readonly taints?: readonly Taint[];
  /** Zones of the region that have the size. Default: none. */
  readonly zones?: readonly string[];
  /** Default: managed, 128 GiB, as AKS takes for most sizes. */
  readonly osDisk?: { readonly type: 'Managed' | 'Ephemeral'; readonly sizeGiB: number };
  /** Pods of a node (10 to 250). Default: 110, the limit that Kubernetes tests. */
  readonly maxPods?: number;
  /** Default: `maxSurge: '33%'`, which AKS advises for production; on spot pools none, which AKS wants. */
  readonly upgrade?: NodeUpgrade;
  /** `None` leaves the NVIDIA driver to the GPU Operator. Fixed at creation. Default: Azure's, which is `Install` on GPU sizes. */
  readonly gpuDriver?: 'Install' | 'None';
  /** Pool that holds the pods while this one is replaced, for example at a change of the size. Default: the first 8 letters and `temp`. */
  readonly temporaryName?: string;
  /** Kubernetes version, `1.35`; needs to be at most the cluster's. Default: the cluster's at creation, then the upgrade channel's. */
  readonly kubernetesVersion?: string;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Anything else of azurerm's own arguments; wins over everything above. Default: none. */
  readonly overrides?: Partial<KubernetesClusterNodePoolConfig>;
}

/** A user node pool: labels and taints from the objects that pods are placed by, autoscaled, replaceable. */
export class NodePool extends Construct {
  readonly resource: KubernetesClusterNodePool;

  /** @throws {DefinitionError} for what azurerm or AKS would refuse in the middle of an apply. */
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
 * Without `initialNodes` the count is left out: azurerm takes `min_count` then, and what the autoscaler does is no change.
 *
 * A count that is given is sent at creation. Later every plan would set it back to what it was, against the autoscaler, and on a
 * default pool azurerm refuses ("cannot change `node_count` when `auto_scaling_enabled` is set to `true`"). So it is ignored from
 * then on. Source: azurerm 5.2 `kubernetes_cluster_node_pool_resource.go`, `kubernetes_nodepool.go`, and #33143 (2026-11).
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

/** What the types cannot say. azurerm checks some of it at the plan, AKS the rest in the middle of an apply. */
function checkProps(props: NodePoolProps): void {
  const problems = ProblemList.create();
  const { name, minNodes, maxNodes, initialNodes } = props;
  for (const [key, value] of Object.entries({ name, temporaryName: temporaryNameOf(props) })) {
    if (!/^[a-z][a-z0-9]{0,11}$/.test(value)) {
      problems.add(
        key,
        `"${value}" is not the name of a node pool`,
        'Give 1 to 12 lower-case letters and digits, starting with a letter.',
      );
    }
  }
  if (temporaryNameOf(props) === name) {
    problems.add('temporaryName', `"${name}" is the name of the pool itself`, 'Choose another name.');
  }
  if (maxNodes < 1 || minNodes < 0 || maxNodes < minNodes) {
    problems.add(
      'maxNodes',
      `${minNodes} to ${maxNodes} nodes is not a range`,
      'Give 0 ≤ minNodes ≤ maxNodes, and maxNodes of at least 1.',
    );
  }
  if (initialNodes !== undefined && (initialNodes < minNodes || initialNodes > maxNodes)) {
    problems.add(
      'initialNodes',
      `${initialNodes} is not between minNodes and maxNodes`,
      `Give ${minNodes} to ${maxNodes}.`,
    );
  }
  if (props.upgrade !== undefined && 'maxSurge' in props.upgrade && 'maxUnavailable' in props.upgrade) {
    problems.add('upgrade', 'maxSurge and maxUnavailable exclude each other', 'Give one of them.');
  }
  if (spotOf(props) !== undefined && props.upgrade !== undefined) {
    problems.add('upgrade', 'AKS upgrades spot pools without surge', 'Remove upgrade.');
  }
  problems.throwIfAny(`the node pool "${name}"`);
}
