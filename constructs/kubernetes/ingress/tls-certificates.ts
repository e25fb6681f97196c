import { Construct } from 'constructs';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { ProblemList } from '../../../lib/problems/problem-list';
import { addVolumeHolder } from '../identity/volume-holder';
import { type CertificateVault, checkCertificates, TlsProviderClass, tlsVolume } from './tls-provider-class';

/** Input of TlsCertificates. */
export interface TlsCertificatesProps {
  /** Name of the SecretProviderClass and of the Deployment, and the first part of the Secrets' names. */
  readonly name: string;
  /** Namespace: that of the Gateway, which may read Secrets of its own only. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Where the certificates are, and who reads them. */
  readonly vault: CertificateVault;
  /** Names of the certificates in the vault. At least one. */
  readonly certificates: readonly string[];
  /** ServiceAccount that is bound to the identity that reads the vault. */
  readonly serviceAccountName: string;
  /** Nodes to run on, as `placementOn()` gives them. @default any untainted node */
  readonly placement?: Placement;
  /** Image of the pod that keeps the volume mounted. @default `images.pause` of lib/facts/versions.ts */
  readonly image?: string;
}

/** Name of the Secret of a certificate; Key Vault lets names have upper case, and Kubernetes does not. */
export function tlsSecretName(name: string, certificate: string): string {
  return `${name}-${certificate.toLowerCase()}`;
}

/**
 * Certificates of a Key Vault as Secrets of the type `kubernetes.io/tls`, for a gateway that reads Secrets.
 *
 * The driver makes and renews the Secrets only while a pod mounts the volume, and a gateway outside of the cluster has none:
 * so one pod does nothing else. One is enough: a Secret belongs to the ReplicaSet, not to the pod, and outlives a
 * pod that moves to another node.
 *
 * @see secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret (2026-11)
 */
export class TlsCertificates extends Construct {
  constructor(scope: Construct, id: string, props: TlsCertificatesProps) {
    super(scope, id);
    const problems = ProblemList.create();
    checkCertificates(props.certificates, problems);
    problems.throwIfAny(`the TLS certificates "${props.name}"`);
    const identity = {
      name: props.name,
      namespace: props.namespace,
      component: 'tls-certificates',
      partOf: props.partOf,
    };
    new TlsProviderClass(this, 'provider-class', {
      ...identity,
      vault: props.vault,
      certificates: [...props.certificates].sort(),
      secretName: (certificate) => tlsSecretName(props.name, certificate),
    });
    const { volume, volumeMount } = tlsVolume(props.name, '/mnt/tls');
    addVolumeHolder(this, 'deployment', {
      ...identity,
      serviceAccountName: props.serviceAccountName,
      placement: props.placement,
      image: props.image,
      volume,
      volumeMount,
    });
  }
}
