/**
 * The endpoint picker of llm-d's router, 0.10. The Gateway API Inference Extension had one of its own up to 1.5 and gave it
 * to llm-d with 1.6; what is left there (`lwepp`) is for conformance tests.
 * Sources: github.com/kubernetes-sigs/gateway-api-inference-extension/releases/tag/v1.6.0; llm-d 0.9's component list (2026-11).
 */
export const defaultEndpointPickerImage = 'ghcr.io/llm-d/llm-d-router-endpoint-picker:v0.10.0';

/** The user of the image. Source: llm-d/llm-d-router `Dockerfile.epp` (2026-11). */
export const endpointPickerUserId = 65_532;
