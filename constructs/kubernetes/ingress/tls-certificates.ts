import { Construct } from 'constructs';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { ProblemList } from '../../../lib/problems/problem-list';
import { addVolumeHolder } from '../identity/volume-holder';
import { type CertificateVault, checkCertificates, TlsProviderClass, tlsVolume } from './tls-provider-class';

/** Input of TlsCertificates. */
export interface TlsCertificatesProps {
  /**
   * Name of the SecretProviderClass and of the Deployment, and prefix of the names of the Secrets.
   */
  readonly name: string;
  /**
   * Namespace of the Gateway, which reads only Secrets of its own namespace.
   *
   * @default the namespace of the chart
   */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Key Vault with the certificates, and the identity that reads it. */
  readonly vault: CertificateVault;
  /** Names of the certificates in the Key Vault, at least one. */
  readonly certificates: readonly string[];
  /**
   * ServiceAccount with a federated identity credential of the identity that reads the Key Vault.
   */
  readonly serviceAccountName: string;
  /** Placement, for example from `placementOn()`. @default any untainted node */
  readonly placement?: Placement;
  /**
   * Image of the pod that keeps the volume mounted.
   *
   * @default `images.pause` of lib/facts/versions.ts
   */
  readonly image?: string;
}

/**
 * Returns the name of the Secret of a certificate in lowercase: Key Vault allows uppercase names,
 * Kubernetes does not.
 */
export function tlsSecretName(name: string, certificate: string): string {
  return `${name}-${certificate.toLowerCase()}`;
}

/**
 * Certificates of a Key Vault as Secrets of the type `kubernetes.io/tls`, for a gateway that reads
 * Secrets.
 *
 * The driver syncs the Secrets only while a pod mounts the volume. A gateway outside the cluster
 * has no pod, so this construct adds one that only mounts the volume. One pod is enough: the
 * ReplicaSet owns the Secret, so the Secret survives when the pod moves to another node.
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
      clientId: props.vault.clientId,
      placement: props.placement,
      image: props.image,
      volume,
      volumeMount,
    });
  }
}
