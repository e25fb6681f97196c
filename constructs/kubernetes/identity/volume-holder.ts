import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { images } from '../../../lib/facts/versions';
import { workloadIdentityPodLabel } from '../../../lib/values/service-account';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata, selectorLabels, standardLabels } from '../pods/object-metadata';
import { toPodPlacement } from '../pods/pod-placement';
import { restrictedContainerSecurity, restrictedPodSecurity } from '../pods/security-contexts';
import { type PodIdentityProps, podAnnotations } from './identity-annotation';

/** Input of a volume holder. */
export interface VolumeHolderProps extends ObjectIdentity, PodIdentityProps {
  /** Volume of the Secrets Store CSI driver. */
  readonly volume: k8s.Volume;
  /** Mount of the volume in the container. */
  readonly volumeMount: k8s.VolumeMount;
  /**
   * ServiceAccount with a federated identity credential of the identity that reads the Key Vault.
   */
  readonly serviceAccountName: string;
  /** Placement, for example from `placementOn()`. @default any untainted node */
  readonly placement?: Placement;
  /** Image of the pod. @default `images.pause` of lib/facts/versions.ts */
  readonly image?: string;
}

/**
 * A Deployment with one pod that only mounts a volume of the Secrets Store CSI driver. The driver
 * syncs the Secrets of a SecretProviderClass only while a pod mounts its volume. Use it for Secrets
 * that no other pod of this platform mounts, or none at all times. One pod is enough: the
 * ReplicaSet owns the Secret, so the Secret survives when the pod moves to another node.
 *
 * @see secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret (2026-11)
 */
export function addVolumeHolder(scope: Construct, id: string, props: VolumeHolderProps): void {
  const { volume, volumeMount, serviceAccountName, clientId, placement, image, ...identity } = props;
  new k8s.KubeDeployment(scope, id, {
    // Not in an earlier wave: a secret that is missing in the Key Vault would block all other
    // objects.
    metadata: objectMetadata(identity, syncWaves.workload),
    spec: {
      replicas: 1,
      selector: { matchLabels: selectorLabels(props.name) },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: {
          maxSurge: k8s.IntOrString.fromNumber(1),
          maxUnavailable: k8s.IntOrString.fromNumber(0),
        },
      },
      revisionHistoryLimit: 5,
      template: {
        metadata: {
          labels: { ...standardLabels(identity), ...workloadIdentityPodLabel },
          ...podAnnotations({ clientId }),
        },
        spec: {
          serviceAccountName,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          ...toPodPlacement(placement),
          securityContext: restrictedPodSecurity(images.pause.userId),
          terminationGracePeriodSeconds: 5,
          containers: [
            {
              name: 'pause',
              image: image ?? images.pause.reference,
              resources: {
                requests: { cpu: k8s.Quantity.fromString('1m'), memory: k8s.Quantity.fromString('8Mi') },
                limits: { memory: k8s.Quantity.fromString('8Mi') },
              },
              securityContext: restrictedContainerSecurity(true),
              volumeMounts: [volumeMount],
            },
          ],
          volumes: [volume],
        },
      },
    },
  });
}
