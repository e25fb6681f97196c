import { type ApiObject, JsonPatch } from 'cdk8s';

/**
 * Makes the first container of a Deployment wait before it gets the signal to stop, until its endpoint is gone from
 * every node.
 *
 * The wait is the kubelet's own `sleep` action (on by default since Kubernetes 1.30, older than any version that AKS
 * supports in 2026-11). `exec: sleep` would need a shell in the image; where there is none, as in distroless images, the
 * hook fails and the container gets the signal at once. The typed objects are those of Kubernetes 1.28, which had no such
 * action, hence the patch.
 * Source: kubernetes.io/docs/concepts/containers/container-lifecycle-hooks (2026-11).
 */
export function addPreStopSleep(deployment: ApiObject, seconds: number): void {
  deployment.addJsonPatch(
    JsonPatch.add('/spec/template/spec/containers/0/lifecycle', { preStop: { sleep: { seconds } } }),
  );
}
