import type { k8s } from 'cdk8s-plus-28';

/**
 * A pod that the Pod Security level `restricted` admits.
 *
 * The user is a number: `runAsNonRoot` refuses an image whose user is a name. `fsGroup` makes the volumes and the
 * projected tokens readable for it.
 *
 * @see kubernetes.io/docs/concepts/security/pod-security-standards (2026-11)
 */
export function restrictedPodSecurity(userId: number): k8s.PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: userId,
    runAsGroup: userId,
    fsGroup: userId,
    // A cache of a hundred thousand files is not walked again at each mount.
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** A container that the Pod Security level `restricted` admits. */
export function restrictedContainerSecurity(readOnlyRootFilesystem: boolean): k8s.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem,
  };
}
