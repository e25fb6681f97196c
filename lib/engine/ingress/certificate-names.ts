/**
 * @see learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates, "Object
 * identifiers" (2026-11)
 */
const vaultName = /^[0-9a-zA-Z-]{1,127}$/;

/**
 * Names of the certificates that the ingress controller creates: `cert-<namespace>-<secret>`. The
 * controller deletes such certificates without a Secret. It would delete a certificate from the
 * vault with such a name until an Ingress uses it.
 *
 * @see Azure/application-gateway-kubernetes-ingress `pkg/appgw/certificates.go` (2026-11)
 */
const controllerName = /^cert-/;

/** Explains why a certificate name is invalid in Key Vault; undefined if it is valid. */
export function vaultCertificateProblem(name: string): string | undefined {
  return vaultName.test(name) ? undefined : `"${name}" is not a valid name of a Key Vault certificate`;
}

/**
 * Explains why the ingress controller would delete a certificate from the Application Gateway;
 * undefined if it would not.
 */
export function installedCertificateProblem(name: string): string | undefined {
  if (!controllerName.test(name)) return undefined;
  return `"${name}" starts with "cert-", and the ingress controller deletes certificates with this prefix that it did not create`;
}
