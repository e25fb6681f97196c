/** The engine that this version was made and checked with. Source: docs.vllm.ai v0.32 (2026-11). */
export const defaultVllmImage = 'docker.io/vllm/vllm-openai:v0.32.0';
