import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import type { ProblemList } from '../../../lib/problems/problem-list';

/**
 * A Deployment whose first container waits before it gets the signal to stop, until its endpoint is gone from every
 * node.
 *
 * The wait is the kubelet's own `sleep` action (on by default since Kubernetes 1.30, older than any version that AKS
 * supports in 2026-11). `exec: sleep` would need a shell in the image; where there is none, as in distroless images, the
 * hook fails and the container gets the signal at once.
 *
 * @see kubernetes.io/docs/concepts/containers/container-lifecycle-hooks (2026-11).
 *
 * The typed `KubeDeployment` is that of Kubernetes 1.28, which had no such action, and drops what it does not know, even
 * from a patch. So its rendering is taken and the action added to it
 */
export class GracefulDeployment extends ApiObject {
  constructor(scope: Construct, id: string, props: k8s.KubeDeploymentProps, preStopSeconds: number) {
    const manifest = k8s.KubeDeployment.manifest(props);
    const [container] = manifest.spec.template.spec.containers;
    // Kubernetes refuses a sleep of nothing.
    if (preStopSeconds > 0)
      container.lifecycle = { ...container.lifecycle, preStop: { sleep: { seconds: preStopSeconds } } };
    super(scope, id, manifest);
  }
}

/** Adds a problem if the pod is killed before its drain is over. */
export function checkShutdown(shutdown: ShutdownPlan, problems: ProblemList): void {
  const { preStopSeconds, drainSeconds, terminationGracePeriodSeconds } = shutdown;
  if (terminationGracePeriodSeconds > preStopSeconds + drainSeconds) return;
  problems.add(
    'terminationGracePeriodSeconds',
    `${terminationGracePeriodSeconds} seconds end before the wait (${preStopSeconds}) and the drain (${drainSeconds}) do`,
    'Raise it, or take shutdownPlan(drainSeconds).',
  );
}
