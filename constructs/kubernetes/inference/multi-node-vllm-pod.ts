import { k8s } from 'cdk8s-plus-28';
import { multiNodeArguments } from '../../../lib/engine/inference/multi-node';
import type { ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import type { ObjectIdentity } from '../pods/object-metadata';
import { startupBudgetSeconds } from '../pods/probes';
import type { MultiNodeVllmServerProps } from './multi-node-vllm-server-props';
import type { SizedVllmProps } from './vllm-engine-props';
import { vllmPodTemplate } from './vllm-pod';
import type { VllmStorage } from './vllm-storage';

/** Which pod of a group. */
export type GroupRole = 'leader' | 'worker';

/**
 * The pod template of a role, as JSON: the typed pod spec is that of Kubernetes 1.28, which had no `sleep`.
 *
 * A worker has no probes, because it has no port to ask. Its process ends when one of its ranks does, and with the first container that
 * starts again the controller makes the whole group anew; a group whose leader no longer answers goes the same way by the leader's
 * liveness probe.
 */
export function groupPodTemplate(
  role: GroupRole,
  identity: ObjectIdentity,
  props: SizedVllmProps<MultiNodeVllmServerProps>,
  storage: VllmStorage,
  shutdown: ShutdownPlan,
) {
  // Every rank makes its configuration from the arguments: they are alike but for those of its role.
  const template = vllmPodTemplate(props, {
    identity,
    storage,
    shutdown,
    hasApi: role === 'leader',
    moreArgs: multiNodeArguments(role, {
      nodes: props.nodes,
      startupSeconds: startupBudgetSeconds(props.probes),
    }),
    // The address that the other ranks reach this one at; the engine else guesses it from its routes.
    moreEnvironment: [{ name: 'VLLM_HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
  });
  const rendered = k8s.KubePodTemplate.manifest({ template }).template;
  const seconds = waitBeforeTheSignal(role, shutdown);
  if (seconds > 0) rendered.spec.containers[0].lifecycle = { preStop: { sleep: { seconds } } };
  return rendered;
}

/** All pods of a group get the signal to stop at once. The workers stay until the leader's answers are finished. */
function waitBeforeTheSignal(role: GroupRole, { preStopSeconds, drainSeconds }: ShutdownPlan): number {
  return role === 'leader' ? preStopSeconds : preStopSeconds + drainSeconds;
}
