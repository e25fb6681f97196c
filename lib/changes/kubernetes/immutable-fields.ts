import type { KubernetesObject } from '../../check/deployment-picture';
import { booleanAt, mapAt, textAt } from '../../values/json';
import type { FieldChange } from '../compare/field-change';
import { amountOf } from '../compare/quantities';

/**
 * Whether the API server refuses a change. `field` is the path without entries of lists:
 * `spec.template.spec.containers.image`.
 */
type Refused = (field: string, change: FieldChange, before: KubernetesObject) => boolean;

const at =
  (pattern: RegExp): Refused =>
  (field) =>
    pattern.test(field);

/**
 * Changes that the API server refuses, by kind: `ValidateImmutableField` and the like in
 * pkg/apis/{core,apps,batch,rbac,storage,scheduling, networking,node}/validation of
 * kubernetes/kubernetes v1.37 (2026-11). `test/cluster` tries each of them on a real API server.
 * LeaderWorkerSet: `ValidateUpdate` of its webhook, sigs.k8s.io/lws v0.9.0 (2026-11).
 */
const refusals: Readonly<Record<string, Refused>> = {
  Deployment: (field, change, before) =>
    /^spec\.selector\b/.test(field) || leavesDefaults('strategy', 'Recreate', field, change, before),
  ReplicaSet: at(/^spec\.selector\b/),
  DaemonSet: at(/^spec\.selector\b/),
  StatefulSet: (field, change, before) =>
    /^spec\.(?!(?:replicas|ordinals|template|updateStrategy|persistentVolumeClaimRetentionPolicy|minReadySeconds|revisionHistoryLimit)\b)/.test(
      field,
    ) || leavesDefaults('updateStrategy', 'OnDelete', field, change, before),
  Job: at(
    /^spec\.(?:selector|template|completions|completionMode|podFailurePolicy|backoffLimitPerIndex|managedBy|successPolicy)\b/,
  ),
  LeaderWorkerSet: at(/^spec\.leaderWorkerTemplate\.subGroupPolicy\b/),
  Pod: at(/^spec\.(?!(?:initContainers|containers)\.image$|activeDeadlineSeconds$|tolerations\b)/),
  PersistentVolumeClaim: (field, change) =>
    field === 'spec.resources.requests.storage'
      ? isSmaller(change)
      : /^spec\.(?!resources\.requests\b|volumeAttributesClassName$)/.test(field),
  PersistentVolume: at(
    /^spec\.(?:csi|azureFile|azureDisk|nfs|local|hostPath|iscsi|fc|rbd|cephfs|flexVolume|volumeMode|nodeAffinity)\b/,
  ),
  // A removed field keeps its value.
  Service: (field, { before, after }) =>
    /^spec\.(?:clusterIPs?|ipFamilies|loadBalancerClass)\b/.test(field) &&
    after !== undefined &&
    !(before === undefined && field === 'spec.loadBalancerClass'),
  RoleBinding: at(/^roleRef\b/),
  ClusterRoleBinding: at(/^roleRef\b/),
  StorageClass: at(/^(?:provisioner|parameters|reclaimPolicy|volumeBindingMode)\b/),
  PriorityClass: at(/^(?:value|preemptionPolicy)$/),
  IngressClass: at(/^spec\.controller$/),
  RuntimeClass: at(/^handler$/),
  CSIDriver: at(/^spec\.(?:attachRequired|volumeLifecycleModes)\b/),
  Secret: at(/^type$/),
  CustomResourceDefinition: at(/^spec\.(?:group|scope|names\.(?:kind|plural))$/),
};

/** The changes that Kubernetes refuses. The sync fails until the object is deleted. */
export function immutableChanges(
  before: KubernetesObject,
  changes: readonly FieldChange[],
): readonly FieldChange[] {
  const isFrozen = ['ConfigMap', 'Secret'].includes(before.kind) && booleanAt(before, 'immutable') === true;
  const frozen = at(/^(?:data|binaryData|stringData|immutable)\b/);
  const refused = refusals[before.kind];
  return changes.filter((change) => {
    const field = change.fields.join('.');
    return (isFrozen && frozen(field, change, before)) || refused?.(field, change, before) === true;
  });
}

/**
 * Whether a change of the strategy leaves the default of `rollingUpdate` behind. The API server
 * sets an unset `rollingUpdate`. No field manager owns it, so it stays, and the other strategy type
 * does not allow it.
 */
function leavesDefaults(
  strategy: string,
  other: string,
  field: string,
  { after }: FieldChange,
  before: KubernetesObject,
): boolean {
  const isToOther =
    (field === `spec.${strategy}.type` && after === other) ||
    (field === `spec.${strategy}` && textAt(after, 'type') === other);
  return isToOther && Object.keys(mapAt(before, `spec.${strategy}.rollingUpdate`)).length === 0;
}

function isSmaller({ before, after }: FieldChange): boolean {
  const [a, b] = [amountOf(before), amountOf(after)];
  return a === undefined || b === undefined || b < a;
}
