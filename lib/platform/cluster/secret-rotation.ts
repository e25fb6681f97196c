/**
 * Interval, in minutes, in which the Secrets Store CSI driver reads secrets from the Key Vault
 * again. The default of AKS, set explicitly because the runbook states how long a rotation takes.
 *
 * @see learn.microsoft.com/azure/aks/csi-secrets-store-configuration-options, "Manage auto
 * rotation" (2026-11).
 */
export const secretRotationMinutes = 2;
