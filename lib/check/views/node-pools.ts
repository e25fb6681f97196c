import { findVmSize, type VmSize } from '../../facts/vm-sizes';
import { isJsonObject, type JsonObject, listAt, mapAt, numberAt, textAt } from '../../values/json';
import { Taint } from '../../values/taint';
import type { DeploymentPicture } from '../deployment-picture';
import { blocksAt, type FoundResource, isLiteral } from '../terraform-resource';

/** An AKS node pool in the Terraform configuration. */
export interface NodePool {
  readonly resource: FoundResource;
  /**
   * `default_node_pool` for the default pool of a cluster; empty for a pool with its own resource.
   */
  readonly path: string;
  readonly json: JsonObject;
  readonly name: string | undefined;
  readonly mode: 'System' | 'User';
  /** Undefined for an expression or a size that the table does not contain. */
  readonly vmSize: VmSize | undefined;
  readonly vmSizeName: string | undefined;
  readonly taints: readonly Taint[];
  readonly labels: JsonObject;
  readonly minCount: number | undefined;
  readonly maxCount: number | undefined;
  readonly isSpot: boolean;
  /**
   * Whether taints, labels or size are expressions, so that rules cannot find the pool of a pod.
   */
  readonly isUnknown: boolean;
}

/** Every pool of every cluster. */
export function nodePoolsOf(picture: DeploymentPicture): readonly NodePool[] {
  return picture.once(readNodePools);
}

function readNodePools(picture: DeploymentPicture): readonly NodePool[] {
  const defaults = picture
    .resourcesOf('azurerm_kubernetes_cluster')
    .flatMap((resource) =>
      blocksAt(resource, 'default_node_pool').map((json) => readPool(resource, 'default_node_pool', json)),
    );
  const others = picture
    .resourcesOf('azurerm_kubernetes_cluster_node_pool')
    .map((resource) => readPool(resource, '', resource.attributes));
  return [...defaults, ...others];
}

const criticalAddons = Taint.of('CriticalAddonsOnly', 'true', 'NoSchedule');
const spotTaint = Taint.of('kubernetes.azure.com/scalesetpriority', 'spot', 'NoSchedule');

function readPool(resource: FoundResource, path: string, json: JsonObject): NodePool {
  const isDefault = path !== '';
  const texts = listAt(json, 'node_taints').filter((each): each is string => typeof each === 'string');
  const isSpot = textAt(json, 'priority') === 'Spot';
  const size = textAt(json, 'vm_size');
  const fields = [json['node_taints'], json['node_labels'], json['vm_size'], ...texts];
  const taints = texts.flatMap((text) => parseTaint(text) ?? []);
  return {
    resource,
    path,
    json,
    name: textAt(json, 'name'),
    mode: isDefault || textAt(json, 'mode') === 'System' ? 'System' : 'User',
    vmSize: size === undefined || !isLiteral(size) ? undefined : findVmSize(size),
    vmSizeName: size,
    // AKS adds these taints.
    taints: [
      ...taints,
      ...(json['only_critical_addons_enabled'] === true ? [criticalAddons] : []),
      ...(isSpot && !taints.some((taint) => taint.equals(spotTaint)) ? [spotTaint] : []),
    ],
    labels: { ...mapAt(json, 'node_labels'), ...(isSpot ? { [spotTaint.key]: 'spot' } : {}) },
    minCount: numberAt(json, 'min_count'),
    maxCount: numberAt(json, isSet(json['max_count']) ? 'max_count' : 'node_count'),
    isSpot,
    isUnknown:
      resource.isMultiple ||
      fields.some((value) => !isLiteral(value)) ||
      Object.values(mapAt(json, 'node_labels')).some((value) => !isLiteral(value)),
  };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function parseTaint(text: string): Taint | undefined {
  try {
    return Taint.parse(text);
  } catch {
    return undefined;
  }
}

/** Path of a pool field in its resource. */
export function poolField({ path }: NodePool, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

/**
 * Whether the tolerations of a pod include the taint. Source: kubernetes.io, "Taints and
 * Tolerations" (2026-11).
 */
export function tolerates(
  tolerations: readonly unknown[],
  taint: Pick<Taint, 'key' | 'value' | 'effect'>,
): boolean {
  return tolerations.some((toleration) => {
    if (!isJsonObject(toleration)) return false;
    const { key, operator = 'Equal', value = '', effect } = toleration;
    if (effect !== undefined && effect !== '' && effect !== taint.effect) return false;
    if (key === undefined || key === '') return operator === 'Exists';
    return key === taint.key && (operator === 'Exists' || value === taint.value);
  });
}

/** Taints that a pod does not tolerate; `PreferNoSchedule` does not count. */
export function untolerated(pool: NodePool, tolerations: readonly unknown[]): readonly Taint[] {
  return pool.taints.filter((taint) => taint.effect !== 'PreferNoSchedule' && !tolerates(tolerations, taint));
}
