import { k8s } from 'cdk8s-plus-28';
import { workloadIdentityPodLabel } from '../../lib/identity/service-account';
import { multiNodeArguments } from '../../lib/inference/multi-node';
import type { ShutdownPlan } from '../../lib/probes/probe-plan';
import {
  type MultiNodeVllmServerProps,
  multiNodeDefaultPort,
  multiNodeSharedMemoryGiB,
} from './multi-node-vllm-server-props';
import { type ObjectIdentity, standardLabels } from './object-metadata';
import { toPodPlacement } from './pod-placement';
import { startupBudgetSeconds, toContainerProbes } from './probes';
import { restrictedContainerSecurity, restrictedPodSecurity } from './security-contexts';
import { vllmArguments } from './vllm-arguments';
import {
  gib,
  temporaryGiB,
  vllmEnvironment,
  vllmUserId,
  vllmVolumeMounts,
  vllmVolumes,
  vllmWorkingDirectory,
} from './vllm-pod';

/** Which pod of a group. */
export type GroupRole = 'leader' | 'worker';

const gpuResource = 'nvidia.com/gpu';

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
  props: MultiNodeVllmServerProps,
  shutdown: ShutdownPlan,
) {
  const template = k8s.KubePodTemplate.manifest({
    template: {
      metadata: {
        labels: {
          ...standardLabels(identity),
          ...(props.serviceAccountName === undefined ? {} : workloadIdentityPodLabel),
        },
      },
      spec: {
        ...(props.serviceAccountName === undefined ? {} : { serviceAccountName: props.serviceAccountName }),
        automountServiceAccountToken: false,
        // A Service called `vllm` would give every pod VLLM_PORT=tcp://…, which the engine reads as its own setting.
        enableServiceLinks: false,
        ...toPodPlacement(props.placement),
        securityContext: restrictedPodSecurity(vllmUserId),
        terminationGracePeriodSeconds: shutdown.terminationGracePeriodSeconds,
        containers: [engineContainer(role, props, shutdown)],
        volumes: [
          ...vllmVolumes(props.cacheSizeGiB, multiNodeSharedMemoryGiB(props)),
          ...(props.secrets === undefined ? [] : [props.secrets.volume]),
        ],
      },
    },
  }).template;
  const seconds = waitBeforeTheSignal(role, shutdown);
  if (seconds > 0) template.spec.containers[0].lifecycle = { preStop: { sleep: { seconds } } };
  return template;
}

/** All pods of a group get the signal to stop at once. The workers stay until the leader's answers are finished. */
function waitBeforeTheSignal(role: GroupRole, { preStopSeconds, drainSeconds }: ShutdownPlan): number {
  return role === 'leader' ? preStopSeconds : preStopSeconds + drainSeconds;
}

function engineContainer(
  role: GroupRole,
  props: MultiNodeVllmServerProps,
  shutdown: ShutdownPlan,
): k8s.Container {
  const port = props.port ?? multiNodeDefaultPort;
  const gpus = k8s.Quantity.fromString(String(props.gpusPerNode));
  const memory = k8s.Quantity.fromString(props.resources.memory);
  return {
    name: 'vllm',
    image: props.image,
    command: ['vllm', 'serve'],
    args: [
      ...vllmArguments({
        model: props.model,
        servedModelName: props.servedModelName ?? props.model,
        port,
        gpus: props.gpusPerNode,
        gpuMemoryUtilization: props.gpuMemoryUtilization ?? 0.9,
        maxModelLen: props.maxModelLen,
        drainSeconds: shutdown.drainSeconds,
        // Every rank makes its configuration from the arguments: they have to be alike.
        extraArgs: props.extraArgs ?? [],
      }),
      ...multiNodeArguments(role, {
        nodes: props.nodes,
        startupSeconds: startupBudgetSeconds(props.probes),
      }),
    ],
    workingDir: vllmWorkingDirectory,
    env: [
      ...vllmEnvironment(),
      // The address that the other ranks reach this one at; the engine else guesses it from its routes.
      { name: 'VLLM_HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      // The API server gives up on an engine that loads for longer than 600 seconds (vllm-project/vllm#35616).
      { name: 'VLLM_ENGINE_READY_TIMEOUT_S', value: String(startupBudgetSeconds(props.probes)) },
      ...(props.secrets?.environment ?? []),
    ],
    ...(role === 'leader'
      ? {
          ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
          ...toContainerProbes(props.probes),
        }
      : {}),
    resources: {
      requests: {
        cpu: k8s.Quantity.fromString(props.resources.cpu),
        memory,
        'ephemeral-storage': gib(props.cacheSizeGiB + temporaryGiB),
        [gpuResource]: gpus,
      },
      limits: { memory, [gpuResource]: gpus },
    },
    // The NVIDIA runtime's hook writes into the container's root.
    securityContext: restrictedContainerSecurity(false),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      ...vllmVolumeMounts(),
      ...(props.secrets === undefined ? [] : [props.secrets.volumeMount]),
    ],
  };
}
