/**
 * Triton 26.10, for GPUs of compute capability 7.5 and newer.
 * Source: docs.nvidia.com/deeplearning/triton-inference-server/release-notes/rel-26-10.html (2026-11).
 */
export const defaultTritonImage = 'nvcr.io/nvidia/tritonserver:26.10-py3';
