/** A ServiceAccount by its two names: the only thing that a federated credential's subject is made of. */
export interface ServiceAccountRef {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The subject of a federated credential for a ServiceAccount. Entra ID compares it case-sensitively.
 * Source: learn.microsoft.com/azure/aks/workload-identity-overview (2026-11).
 */
export function serviceAccountSubject(serviceAccount: ServiceAccountRef): string {
  return `system:serviceaccount:${serviceAccount.namespace}:${serviceAccount.name}`;
}

/** The one audience that Entra ID accepts from Kubernetes; azurerm wants exactly one. */
export const tokenExchangeAudience = 'api://AzureADTokenExchange';

/**
 * KEDA's operator in the AKS add-on. It exchanges *its own* token for the identity that a trigger names, so
 * every such identity needs a federated credential for it (kedacore/keda#4219, Azure/AKS#3616).
 */
export const kedaOperator: ServiceAccountRef = { namespace: 'kube-system', name: 'keda-operator' };

/** On the pod template, as a string; the webhook injects the token into labelled pods only. */
export const workloadIdentityPodLabel = { 'azure.workload.identity/use': 'true' } as const;
/** On the ServiceAccount: the default identity of its pods. */
export const clientIdAnnotation = 'azure.workload.identity/client-id';
/** On the ServiceAccount: the tenant, so that the pod does not depend on the webhook's default. */
export const tenantIdAnnotation = 'azure.workload.identity/tenant-id';

/** Source: learn.microsoft.com/azure/aks/workload-identity-overview, "Limitations" (2026-11). */
export const maxFederatedCredentialsPerIdentity = 20;
