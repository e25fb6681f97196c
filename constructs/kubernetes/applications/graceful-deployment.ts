import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import type { ProblemList } from '../../../lib/problems/problem-list';

/**
 * A Deployment whose first container waits before the stop signal until all nodes have removed its
 * endpoint.
 *
 * The wait is the `sleep` action of the kubelet, which every AKS version supports (enabled by
 * default since Kubernetes 1.30; 2026-11). `exec: sleep` would need a shell in the image. Without a
 * shell, as in distroless images, the hook fails and the container receives the signal immediately.
 *
 * The typed `KubeDeployment` of Kubernetes 1.28 has no such action and drops unknown fields, also
 * from a patch. The construct therefore adds the action to the rendered object.
 *
 * @see kubernetes.io/docs/concepts/containers/container-lifecycle-hooks (2026-11)
 */
export class GracefulDeployment extends ApiObject {
  constructor(scope: Construct, id: string, props: k8s.KubeDeploymentProps, preStopSeconds: number) {
    const manifest = k8s.KubeDeployment.manifest(props);
    const [container] = manifest.spec.template.spec.containers;
    // Kubernetes rejects a sleep of 0 seconds.
    if (preStopSeconds > 0)
      container.lifecycle = { ...container.lifecycle, preStop: { sleep: { seconds: preStopSeconds } } };
    super(scope, id, manifest);
  }
}

/** Adds a problem if the grace period ends before the drain. */
export function checkShutdown(shutdown: ShutdownPlan, problems: ProblemList): void {
  const { preStopSeconds, drainSeconds, terminationGracePeriodSeconds } = shutdown;
  if (terminationGracePeriodSeconds > preStopSeconds + drainSeconds) return;
  problems.add(
    'terminationGracePeriodSeconds',
    `${terminationGracePeriodSeconds} seconds are shorter than the wait (${preStopSeconds}) plus the drain (${drainSeconds})`,
    'Raise it, or use shutdownPlan(drainSeconds).',
  );
}
