import { k8s } from 'cdk8s-plus-28';
import { vllmArguments } from '../../../lib/engine/inference/vllm-arguments';
import type { ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import { workloadIdentityPodLabel } from '../../../lib/values/service-account';
import { podAnnotations } from '../identity/identity-annotation';
import { type ObjectIdentity, standardLabels } from '../pods/object-metadata';
import { toPodPlacement } from '../pods/pod-placement';
import { startupBudgetSeconds, toContainerProbes } from '../pods/probes';
import { restrictedContainerSecurity, restrictedPodSecurity } from '../pods/security-contexts';
import { type SizedVllmProps, vllmPort, vllmSource } from './vllm-engine-props';
import { vllmEnvironment, vllmWorkingDirectory } from './vllm-environment';
import { gib, type VllmStorage } from './vllm-storage';

/**
 * User id of `vllm` in the official image. torch requires an entry in `/etc/passwd`: with another
 * user id, the import fails with "getpwuid(): uid not found" (vllm-project/vllm#44548;
 * `docker/Dockerfile`, 2026-11).
 */
const vllmUserId = 2000;
const gpuResource = 'nvidia.com/gpu';

/** Differences between the pods of a vLLM server. */
export interface VllmPodInput {
  /** Workload of its labels. */
  readonly identity: ObjectIdentity;
  /** Volumes of the weights and of the cache. */
  readonly storage: VllmStorage;
  /** Grace period and preStop hook of the pod. */
  readonly shutdown: ShutdownPlan;
  /** Whether it serves requests, with a port and probes. */
  readonly hasApi: boolean;
  /** Additional arguments, after the arguments of every server. @default none */
  readonly moreArgs?: readonly string[];
  /** @default none */
  readonly moreEnvironment?: readonly k8s.EnvVar[];
  /** @default none */
  readonly topologySpreadConstraints?: k8s.TopologySpreadConstraint[];
}

/** Returns the pod template of a vLLM server, without a preStop hook, which the caller adds. */
export function vllmPodTemplate(props: SizedVllmProps, input: VllmPodInput): k8s.PodTemplateSpec {
  const { serviceAccountName } = props;
  return {
    metadata: {
      labels: {
        ...standardLabels(input.identity),
        ...(serviceAccountName === undefined ? {} : workloadIdentityPodLabel),
      },
      ...podAnnotations(props),
    },
    spec: {
      ...(serviceAccountName === undefined ? {} : { serviceAccountName }),
      automountServiceAccountToken: false,
      // A Service named `vllm` would set VLLM_PORT=tcp://… in every pod, and the engine would fail
      // because it reads that variable as its port (docs.vllm.ai v0.32, "Environment Variables").
      enableServiceLinks: false,
      ...toPodPlacement(props.placement),
      ...(input.topologySpreadConstraints === undefined
        ? {}
        : { topologySpreadConstraints: input.topologySpreadConstraints }),
      securityContext: restrictedPodSecurity(vllmUserId),
      terminationGracePeriodSeconds: input.shutdown.terminationGracePeriodSeconds,
      containers: [vllmContainer(props, input)],
      volumes: input.storage.volumes,
    },
  };
}

function vllmContainer(props: SizedVllmProps, input: VllmPodInput): k8s.Container {
  const source = vllmSource(props);
  const port = vllmPort(props);
  const gpus = k8s.Quantity.fromString(String(props.gpus));
  const memory = k8s.Quantity.fromString(props.resources.memory);
  return {
    name: 'vllm',
    image: props.image,
    // Explicit, because the entry point of the image differs between versions.
    command: ['vllm', 'serve'],
    args: [
      ...vllmArguments({
        ...props,
        source,
        servedModelName: props.servedModelName ?? props.model,
        port,
        gpuMemoryUtilization: props.gpuMemoryUtilization,
        drainSeconds: input.shutdown.drainSeconds,
        extraArgs: props.extraArgs ?? [],
      }),
      ...(input.moreArgs ?? []),
    ],
    workingDir: vllmWorkingDirectory,
    env: [
      ...vllmEnvironment(source, startupBudgetSeconds(props.probes)),
      ...(input.moreEnvironment ?? []),
      ...(props.secrets?.environment ?? []),
    ],
    ...(input.hasApi
      ? {
          ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
          ...toContainerProbes(props.probes),
        }
      : {}),
    resources: {
      requests: {
        cpu: k8s.Quantity.fromString(props.resources.cpu),
        memory,
        'ephemeral-storage': gib(input.storage.nodeDiskGiB),
        [gpuResource]: gpus,
      },
      limits: { memory, [gpuResource]: gpus },
    },
    // The hook of the NVIDIA runtime writes to the root file system of the container.
    securityContext: restrictedContainerSecurity(false),
    // Adds the last lines of the log to the status of the pod, which explain a failed start.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: input.storage.volumeMounts,
  };
}
