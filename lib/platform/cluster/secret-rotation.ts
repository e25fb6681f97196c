/**
 * How often the Secrets Store CSI driver looks whether a secret of the Key Vault is another one, in minutes. AKS's own default, said all
 * the same, because whoever renews a secret waits for it.
 * Source: learn.microsoft.com/azure/aks/csi-secrets-store-configuration-options, "Manage auto rotation" (2026-11).
 */
export const secretRotationMinutes = 2;
