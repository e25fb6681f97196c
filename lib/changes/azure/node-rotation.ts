import { type JsonObject, textAt } from '../../values/json';
import { isEqual } from '../compare/equality';
import type { FieldChange } from '../compare/field-change';

/**
 * Fields of a node pool that the provider changes by rotation: it creates a temporary pool, then
 * deletes and recreates the pool. Terraform shows a change in place, but azurerm deletes every node
 * without a drain.
 *
 * Source: `cycleNodePoolProperties` in
 * internal/services/containers/{kubernetes_cluster_node_pool,kubernetes_cluster}_resource.go and
 * the note in website/docs/r/kubernetes_cluster_node_pool of hashicorp/terraform-provider-azurerm,
 * the tree of 2026-08-24 (5.2.0); since 4.16.
 */
const rotatingFields: readonly string[] = [
  'fips_enabled',
  'host_encryption_enabled',
  'kubelet_config',
  'kubelet_disk_type',
  'linux_os_config',
  'max_pods',
  'node_public_ip_enabled',
  'os_disk_size_gb',
  'os_disk_type',
  'pod_subnet_id',
  'snapshot_id',
  'ultra_ssd_enabled',
  'vm_size',
  'vnet_subnet_id',
  'zones',
];

/** Fields that only the default pool of a cluster rotates for. */
const onlyOfDefaultPool: readonly string[] = ['only_critical_addons_enabled', 'os_sku'];

/** Azure chooses these values if they are unset, so a removed value stays. */
const chosenByAzure: readonly string[] = [
  'kubelet_disk_type',
  'max_pods',
  'os_disk_size_gb',
  'os_sku',
  'vm_size',
];
const defaults: Readonly<Record<string, unknown>> = { os_disk_type: 'Managed' };

/**
 * Fields that Azure changes node by node. It drains each node with the upgrade settings of the
 * pool.
 */
const upgradedFields: readonly string[] = ['orchestrator_version', 'os_sku'];

/** A node pool whose nodes are all replaced. */
export interface NodeRotation {
  /** Name of the pool. */
  readonly pool: string;
  /** `rotation`: without a drain. `upgrade`: node by node, with a drain. */
  readonly how: 'rotation' | 'upgrade';
  readonly because: readonly FieldChange[];
  /**
   * Whether the pool has a `temporary_name_for_rotation`. Without it the provider refuses a
   * rotation.
   */
  readonly hasTemporaryName: boolean;
}

/**
 * The node pool whose nodes the changes replace; undefined if the resource has no pool or keeps its
 * nodes.
 */
export function nodeRotationOf(
  type: string,
  resource: JsonObject,
  changes: readonly FieldChange[],
): NodeRotation | undefined {
  const isCluster = type === 'azurerm_kubernetes_cluster';
  if (!isCluster && type !== 'azurerm_kubernetes_cluster_node_pool') return undefined;
  const pool = isCluster ? [resource['default_node_pool']].flat()[0] : resource;
  const rotating = changes.filter((change) => rotates(change, isCluster));
  const upgraded = changes.filter((change) => isUpgrade(change, isCluster));
  const because = rotating.length > 0 ? rotating : upgraded;
  if (because.length === 0) return undefined;
  return {
    pool: textAt(pool, 'name') ?? '',
    how: rotating.length > 0 ? 'rotation' : 'upgrade',
    because,
    hasTemporaryName: (textAt(pool, 'temporary_name_for_rotation') ?? '') !== '',
  };
}

function rotates({ fields, before, after, only }: FieldChange, isCluster: boolean): boolean {
  if (isCluster && fields[0] !== 'default_node_pool') return false;
  const field = fields[isCluster ? 1 : 0];
  if (field === undefined || only === 'order') return false;
  if (after === undefined && chosenByAzure.includes(field)) return false;
  if (isOff(before ?? defaults[field]) === isOff(after ?? defaults[field]) && isOff(after)) return false;
  if (isEqual(before ?? defaults[field], after ?? defaults[field])) return false;
  // Azure migrates between these Linux distributions, so Terraform replaces nothing.
  if (field === 'os_sku')
    return (
      isCluster && ![before, after].every((sku) => /^(?:Ubuntu|AzureLinux)/.test(String(sku ?? 'Ubuntu')))
    );
  return rotatingFields.includes(field) || (isCluster && onlyOfDefaultPool.includes(field));
}

function isUpgrade({ fields, after }: FieldChange, isCluster: boolean): boolean {
  if (isCluster && fields[0] !== 'default_node_pool') return false;
  return after !== undefined && upgradedFields.includes(fields[isCluster ? 1 : 0] ?? '');
}

function isOff(value: unknown): boolean {
  return value === undefined || value === false || isEqual(value, []) || isEqual(value, {});
}
