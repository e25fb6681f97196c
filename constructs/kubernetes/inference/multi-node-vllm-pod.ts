import { k8s } from 'cdk8s-plus-28';
import { multiNodeArguments } from '../../../lib/engine/inference/multi-node';
import type { ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import type { ObjectIdentity } from '../pods/object-metadata';
import { startupBudgetSeconds } from '../pods/probes';
import type { MultiNodeVllmServerProps } from './multi-node-vllm-server-props';
import type { SizedVllmProps } from './vllm-engine-props';
import { vllmPodTemplate } from './vllm-pod';
import type { VllmStorage } from './vllm-storage';

/** Role of a pod in a group. */
export type GroupRole = 'leader' | 'worker';

/**
 * Returns the pod template of a role as JSON, because the typed pod spec of Kubernetes 1.28 has no
 * `sleep`.
 *
 * A worker has no probes, because it serves no port. Its process ends when one of its ranks ends,
 * and the first container restart makes the controller recreate the whole group. The liveness probe
 * of the leader does the same for a group whose leader does not respond.
 */
export function groupPodTemplate(
  role: GroupRole,
  identity: ObjectIdentity,
  props: SizedVllmProps<MultiNodeVllmServerProps>,
  storage: VllmStorage,
  shutdown: ShutdownPlan,
) {
  // Every rank derives its configuration from the arguments, which differ only by role.
  const template = vllmPodTemplate(props, {
    identity,
    storage,
    shutdown,
    hasApi: role === 'leader',
    moreArgs: multiNodeArguments(role, {
      nodes: props.nodes,
      startupSeconds: startupBudgetSeconds(props.probes),
    }),
    // The address of this rank for the other ranks. Without it, the engine guesses it from its
    // routes.
    moreEnvironment: [{ name: 'VLLM_HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
  });
  const rendered = k8s.KubePodTemplate.manifest({ template }).template;
  const seconds = waitBeforeTheSignal(role, shutdown);
  if (seconds > 0) rendered.spec.containers[0].lifecycle = { preStop: { sleep: { seconds } } };
  return rendered;
}

/**
 * All pods of a group receive the stop signal at the same time. The workers wait until the leader
 * has finished its responses.
 */
function waitBeforeTheSignal(role: GroupRole, { preStopSeconds, drainSeconds }: ShutdownPlan): number {
  return role === 'leader' ? preStopSeconds : preStopSeconds + drainSeconds;
}
