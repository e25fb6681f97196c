/**
 * A process that does nothing, with which a volume stays mounted. Its user is 65535.
 * Sources: kubernetes/kubernetes `build/pause/` (CHANGELOG.md, Dockerfile), kubeadm's `PauseVersion` (2026-11).
 */
export const defaultPauseImage = 'registry.k8s.io/pause:3.10.1';

/** The user of the image. */
export const pauseUserId = 65_535;
