/** A Kubernetes ServiceAccount: the subject of a federated credential follows from it. */
export interface ServiceAccountRef {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Subject of a federated credential for a ServiceAccount. Entra ID compares it case-sensitively.
 * @see learn.microsoft.com/azure/aks/workload-identity-overview (2026-11)
 */
export function serviceAccountSubject(serviceAccount: ServiceAccountRef): string {
  return `system:serviceaccount:${serviceAccount.namespace}:${serviceAccount.name}`;
}

/** The audience that Entra ID accepts from Kubernetes. azurerm requires exactly one. */
export const tokenExchangeAudience = 'api://AzureADTokenExchange';

/**
 * ServiceAccount of the KEDA operator in the AKS add-on. KEDA exchanges its own token for the
 * identity of a trigger, so each such identity needs a federated credential for this ServiceAccount
 * (kedacore/keda#4219, Azure/AKS#3616).
 */
export const kedaOperator: ServiceAccountRef = { namespace: 'kube-system', name: 'keda-operator' };

/**
 * Label of the pod template. The webhook injects the token only into pods with this label. The
 * value is a string.
 */
export const workloadIdentityPodLabel = { 'azure.workload.identity/use': 'true' } as const;
/** Annotation of the ServiceAccount: the identity of its pods. */
export const clientIdAnnotation = 'azure.workload.identity/client-id';
/**
 * Annotation of pods with the client id of their identity. A change of the id restarts them, as the
 * annotation of the ServiceAccount does not.
 */
export const podClientIdAnnotation = 'aks-ai-platform/client-id';
/**
 * Annotation of the ServiceAccount: the tenant, so that pods do not depend on the default of the
 * webhook.
 */
export const tenantIdAnnotation = 'azure.workload.identity/tenant-id';

/** @see learn.microsoft.com/azure/aks/workload-identity-overview, "Limitations" (2026-11) */
export const maxFederatedCredentialsPerIdentity = 20;
