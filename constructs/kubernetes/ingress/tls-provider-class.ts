import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SecretProviderClass } from '../../../imports/secretproviderclass-secrets-store.csi.x-k8s.io';
import type { AzureCloud } from '../../../lib/facts/azure-cloud';
import type { ProblemList } from '../../../lib/problems/problem-list';
import { requireUnique } from '../../../lib/problems/value-rules';
import type { ClientId, TenantId } from '../../../lib/values/ids';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, standardLabels } from '../pods/object-metadata';

/** The Key Vault that certificates come from, and who reads it. */
export interface CertificateVault {
  /** Name of the Key Vault, without its domain. */
  readonly keyVaultName: string;
  /** Tenant of the vault. */
  readonly tenantId: TenantId;
  /** Client id of the identity that reads the vault, with the role Key Vault Secrets User. */
  readonly clientId: ClientId;
  /** Cloud of the vault. @default AzurePublicCloud */
  readonly cloud?: AzureCloud;
}

/** Input of a TlsProviderClass. */
export interface TlsProviderClassProps extends ObjectIdentity {
  readonly vault: CertificateVault;
  /** Names of certificates in the vault. */
  readonly certificates: readonly string[];
  /** Fill a Secret of the type `kubernetes.io/tls` for each, under the name that this gives. @default files only */
  readonly secretName?: (certificate: string) => string;
}

const volumeName = 'tls-certificates';

/**
 * Certificates of a Key Vault, each with its private key and its chain, as files of a volume: a SecretProviderClass.
 *
 * `objectType: secret` and not `cert`: the certificate alone is without its key, and without its chain. The file is PEM
 * whether the vault holds PEM or PKCS12; what goes to `tls.key` and what to `tls.crt` the driver finds in it.
 *
 * @see (2026-11) azure.github.io/secrets-store-csi-driver-provider-azure/docs/configurations/{getting-certs-and-keys,
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

/** What a pod needs to have the certificates: mounting them is what makes the driver read the vault. */
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

/** Adds a problem for certificates that would be one: the names in a vault do not know upper and lower case. */
export function checkCertificates(certificates: readonly string[], problems: ProblemList): void {
  if (certificates.length === 0) problems.add('certificates', 'there is none', 'Give at least one.');
  requireUnique(
    problems,
    'certificate',
    certificates,
    (name) => name.toLowerCase(),
    (index) => `certificates[${index}]`,
  );
}
