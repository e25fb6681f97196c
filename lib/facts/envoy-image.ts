/**
 * Envoy 1.40, without a shell and with a user that is not root. (The image without `distroless` starts as root.)
 * Sources: github.com/envoyproxy/envoy/releases/tag/v1.40.0 and `distribution/docker/Dockerfile-envoy` (2026-11).
 */
export const defaultEnvoyImage = 'docker.io/envoyproxy/envoy:distroless-v1.40.0';

/** The user of the image: `nonroot` of its base. */
export const envoyUserId = 65_532;
