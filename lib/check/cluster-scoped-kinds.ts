import { apiGroupOf, type KubernetesObject } from './deployment-picture';

/**
 * Cluster-scoped kinds, as `group/Kind`: those of Kubernetes and of common add-ons. Every other
 * kind is namespaced, unless a CustomResourceDefinition in the files sets its scope. Sources:
 * kubernetes.io/docs/reference/kubernetes-api (1.34), and the CRDs of the projects (2026-11).
 */
const clusterScopedKinds: ReadonlySet<string> = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'certificates.k8s.io/CertificateSigningRequest',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass',
  'resource.k8s.io/ResourceSlice',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
  'cert-manager.io/ClusterIssuer',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'external-secrets.io/ClusterExternalSecret',
  'external-secrets.io/ClusterSecretStore',
  'gateway.networking.k8s.io/GatewayClass',
  'karpenter.azure.com/AKSNodeClass',
  'karpenter.sh/NodeClaim',
  'karpenter.sh/NodePool',
  'keda.sh/ClusterTriggerAuthentication',
  'kueue.x-k8s.io/ClusterQueue',
  'kueue.x-k8s.io/ResourceFlavor',
  'nvidia.com/ClusterPolicy',
]);

/**
 * Returns a test for cluster-scoped objects.
 *
 * @param objects every object of the deployment; their CustomResourceDefinitions set the scope of
 * their kinds.
 */
export function clusterScopeTest(
  objects: readonly KubernetesObject[],
): (object: KubernetesObject) => boolean {
  const scopes = new Map<string, boolean>();
  for (const object of objects) {
    if (object.kind !== 'CustomResourceDefinition') continue;
    const spec = object['spec'] as { group?: string; scope?: string; names?: { kind?: string } } | undefined;
    scopes.set(`${spec?.group}/${spec?.names?.kind}`, spec?.scope === 'Cluster');
  }
  return (object) => {
    const kind = `${apiGroupOf(object)}/${object.kind}`;
    return scopes.get(kind) ?? clusterScopedKinds.has(kind);
  };
}
