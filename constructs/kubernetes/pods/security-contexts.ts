import type { k8s } from 'cdk8s-plus-28';

/**
 * Returns the security context of a pod that the Pod Security level `restricted` admits.
 *
 * The user is numeric, because `runAsNonRoot` rejects an image whose user is a name. `fsGroup`
 * makes volumes and projected tokens readable for this user.
 *
 * @see kubernetes.io/docs/concepts/security/pod-security-standards (2026-11)
 */
export function restrictedPodSecurity(userId: number): k8s.PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: userId,
    runAsGroup: userId,
    fsGroup: userId,
    // Kubernetes changes the owner of files only if the root does not match, so it does not
    // traverse a large cache at each mount.
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Returns the security context of a container that the Pod Security level `restricted` admits. */
export function restrictedContainerSecurity(readOnlyRootFilesystem: boolean): k8s.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem,
  };
}
