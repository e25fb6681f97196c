import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SecretProviderClass } from '../../../imports/secretproviderclass-secrets-store.csi.x-k8s.io';
import type { AzureCloud } from '../../../lib/facts/azure-cloud';
import type { ProblemList } from '../../../lib/problems/problem-list';
import { requireUnique } from '../../../lib/problems/value-rules';
import type { ClientId, TenantId } from '../../../lib/values/ids';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, standardLabels } from '../pods/object-metadata';

/** Key Vault with certificates, and the identity that reads it. */
export interface CertificateVault {
  /** Name of the Key Vault, without its domain. */
  readonly keyVaultName: string;
  /** Entra ID tenant of the Key Vault. */
  readonly tenantId: TenantId;
  /**
   * Client id of the managed identity that reads the Key Vault, with the role Key Vault Secrets
   * User.
   */
  readonly clientId: ClientId;
  /** Cloud of the Key Vault. @default 'AzurePublicCloud' */
  readonly cloud?: AzureCloud;
}

/** Input of a TlsProviderClass. */
export interface TlsProviderClassProps extends ObjectIdentity {
  /** Key Vault with the certificates. */
  readonly vault: CertificateVault;
  /** Names of certificates in the Key Vault. */
  readonly certificates: readonly string[];
  /**
   * Returns the name of a Secret of type `kubernetes.io/tls` for each certificate.
   *
   * @default no Secrets, only files
   */
  readonly secretName?: (certificate: string) => string;
}

const volumeName = 'tls-certificates';

/**
 * Certificates of a Key Vault, each with its private key and its chain, as files of a volume: a
 * SecretProviderClass.
 *
 * It uses `objectType: secret`, because `cert` contains neither the key nor the chain. The file is
 * PEM for both formats of the Key Vault (PEM and PKCS12), and the driver extracts `tls.key` and
 * `tls.crt` from it.
 *
 * @see (2026-11)
 * azure.github.io/secrets-store-csi-driver-provider-azure/docs/configurations/{getting-certs-and-keys,
 * ingress-tls}
 */
export class TlsProviderClass extends Construct {
  constructor(scope: Construct, id: string, props: TlsProviderClassProps) {
    super(scope, id);
    const { vault, certificates, secretName, ...identity } = props;
    new SecretProviderClass(this, 'secret-provider-class', {
      metadata: objectMetadata(identity, syncWaves.prerequisite, addOnKindAnnotation),
      spec: {
        provider: 'azure',
        parameters: {
          usePodIdentity: 'false',
          clientID: vault.clientId,
          keyvaultName: vault.keyVaultName,
          tenantId: vault.tenantId,
          ...(vault.cloud === undefined || vault.cloud === 'AzurePublicCloud'
            ? {}
            : { cloudName: vault.cloud }),
          objects: `array:\n${certificates
            .map((name) => `  - |\n    objectName: ${name}\n    objectType: secret\n`)
            .join('')}`,
        },
        ...(secretName === undefined
          ? {}
          : {
              secretObjects: certificates.map((name) => ({
                secretName: secretName(name),
                type: 'kubernetes.io/tls',
                labels: standardLabels(identity),
                data: ['tls.key', 'tls.crt'].map((key) => ({ key, objectName: name })),
              })),
            }),
      },
    });
  }
}

/** Volume and mount for the certificates. The mount makes the driver read the Key Vault. */
export function tlsVolume(
  providerClass: string,
  mountPath: string,
): { readonly volume: k8s.Volume; readonly volumeMount: k8s.VolumeMount } {
  return {
    volume: {
      name: volumeName,
      csi: {
        driver: 'secrets-store.csi.k8s.io',
        readOnly: true,
        volumeAttributes: { secretProviderClass: providerClass },
      },
    },
    volumeMount: { name: volumeName, mountPath, readOnly: true },
  };
}

/** Adds a problem for duplicate certificates: names in a Key Vault are case-insensitive. */
export function checkCertificates(certificates: readonly string[], problems: ProblemList): void {
  if (certificates.length === 0) problems.add('certificates', 'it is empty', 'Add at least one certificate.');
  requireUnique(
    problems,
    'certificate',
    certificates,
    (name) => name.toLowerCase(),
    (index) => `certificates[${index}]`,
  );
}
