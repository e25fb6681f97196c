/** Source: learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates, "Object identifiers" (2026-11). */
const vaultName = /^[0-9a-zA-Z-]{1,127}$/;

/**
 * Names that the ingress controller gives to certificates of its own: `cert-<namespace>-<secret>`. It removes those that no Secret
 * stands for, which a certificate from the vault would be until its first Ingress is there.
 * Source: Azure/application-gateway-kubernetes-ingress `pkg/appgw/certificates.go` (2026-11).
 */
const controllerName = /^cert-/;

/** Says why a text is not the name of a certificate in a Key Vault; undefined if it is. */
export function vaultCertificateProblem(name: string): string | undefined {
  return vaultName.test(name) ? undefined : `"${name}" is not the name of a certificate in a Key Vault`;
}

/** Says why a certificate would not last on an Application Gateway with an ingress controller; undefined if it would. */
export function installedCertificateProblem(name: string): string | undefined {
  if (!controllerName.test(name)) return undefined;
  return `"${name}" starts with "cert-", as the ingress controller's own do, and it removes what it does not know of those`;
}
