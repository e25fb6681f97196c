/**
 * LiteLLM 1.108 (LTS), in the variant whose user is `nobody`.
 * Source: github.com/BerriAI/litellm/releases, line `lts/1.108.x` (2026-11).
 */
export const defaultLiteLlmImage = 'ghcr.io/berriai/litellm-non_root:v1.108.15';

/** The user `nobody` of the image, which owns what the proxy writes. Source: its `docker/Dockerfile.non_root` (2026-11). */
export const liteLlmUserId = 65_534;
