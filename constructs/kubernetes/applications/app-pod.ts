import { k8s } from 'cdk8s-plus-28';
import type { ResourcesDefinition } from '../../../lib/definition/workload-definition';
import { heartbeatMountPath } from '../../../lib/engine/probes/heartbeat';
import type { DelayedProbePlan, ProbePlan, WorkerProbePlan } from '../../../lib/engine/probes/probe-plan';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import type { ProblemList } from '../../../lib/problems/problem-list';
import { workloadIdentityPodLabel } from '../../../lib/values/service-account';
import type { PodSecrets } from '../identity/key-vault-secrets';
import { type ObjectIdentity, standardLabels } from '../pods/object-metadata';
import { toPodPlacement } from '../pods/pod-placement';
import { toContainerProbes } from '../pods/probes';
import { restrictedContainerSecurity, restrictedPodSecurity } from '../pods/security-contexts';

/** Input of the pods of applications, workers and scheduled jobs. */
export interface AppPodProps {
  /** Image with a fixed tag or digest. */
  readonly image: string;
  /** Entry point. @default the entry point of the image */
  readonly command?: readonly string[];
  /** Arguments of the entry point. @default the arguments of the image */
  readonly args?: readonly string[];
  /** Placement, for example from `placementOn()`. @default any untainted node */
  readonly placement?: Placement;
  /**
   * Requests. Memory is also the limit. CPU has no limit, because a limit throttles an application
   * also on an idle node.
   */
  readonly resources: ResourcesDefinition;
  /**
   * ServiceAccount of a managed identity. Its pods get the label for workload identity.
   *
   * @default none
   */
  readonly serviceAccountName?: string;
  /** Environment variables with string values. @default only `HOME` */
  readonly environment?: Readonly<Record<string, string>>;
  /** Environment variables from the Key Vault. @default none */
  readonly secrets?: PodSecrets;
  /** Numeric user id of the process. @default 10001, which is not a user of the node */
  readonly userId?: number;
  /** Read-only root file system. `/tmp` is always writable. @default true */
  readonly readOnlyRootFilesystem?: boolean;
  /**
   * Size limit of `/tmp` in MiB. It is on the node's disk and does not count as memory.
   *
   * @default 512
   */
  readonly temporaryMiB?: number;
}

/** Differences between the pods. */
export interface AppPodParts {
  /** Name of the container. */
  readonly containerName: string;
  /** Port of the container. @default none */
  readonly port?: number;
  /** Port of the health thread. @default none */
  readonly healthPort?: number;
  /** Probes of the container. @default none */
  readonly probes?: ProbePlan | DelayedProbePlan | WorkerProbePlan;
  /** Adds a memory volume for the heartbeat file. @default false */
  readonly heartbeat?: boolean;
  /** GPUs of the container. @default none */
  readonly gpus?: number;
}

const gpuResource = 'nvidia.com/gpu';

/** Returns the labels of a pod. The workload identity webhook selects pods, not ServiceAccounts. */
export function appPodLabels(
  identity: ObjectIdentity,
  { serviceAccountName }: Pick<AppPodProps, 'serviceAccountName'>,
): Record<string, string> {
  return {
    ...standardLabels(identity),
    ...(serviceAccountName === undefined ? {} : workloadIdentityPodLabel),
  };
}

/** Returns a pod with one container that the Pod Security level `restricted` admits. */
export function appPodSpec(props: AppPodProps, parts: AppPodParts) {
  return {
    ...(props.serviceAccountName === undefined ? {} : { serviceAccountName: props.serviceAccountName }),
    automountServiceAccountToken: false,
    // Disables the variables of every Service in the namespace: a Service named `port` would
    // overwrite PORT of an application.
    enableServiceLinks: false,
    ...toPodPlacement(props.placement),
    securityContext: restrictedPodSecurity(props.userId ?? 10_001),
    containers: [appContainer(props, parts)],
    volumes: [
      {
        name: 'tmp',
        emptyDir: { sizeLimit: k8s.Quantity.fromString(`${props.temporaryMiB ?? 512}Mi`) },
      },
      ...(parts.heartbeat ? [heartbeatVolume] : []),
      ...(props.secrets === undefined ? [] : [props.secrets.volume]),
    ],
  } satisfies k8s.PodSpec;
}

function appContainer(props: AppPodProps, parts: AppPodParts): k8s.Container {
  const memory = k8s.Quantity.fromString(props.resources.memory);
  const gpus: Record<string, k8s.Quantity> = {};
  if (parts.gpus !== undefined) gpus[gpuResource] = k8s.Quantity.fromString(String(parts.gpus));
  return {
    name: parts.containerName,
    image: props.image,
    ...(props.command === undefined ? {} : { command: [...props.command] }),
    ...(props.args === undefined ? {} : { args: [...props.args] }),
    env: [
      // The user has no home directory. Libraries that cache below it use the only writable
      // directory.
      ...Object.entries({ HOME: '/tmp', ...props.environment })
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => ({ name, value })),
      ...(props.secrets?.environment ?? []),
    ],
    ...(parts.port === undefined ? {} : { ports: ports(parts.port, parts.healthPort) }),
    ...(parts.probes === undefined ? {} : toContainerProbes(parts.probes)),
    resources: {
      requests: { cpu: k8s.Quantity.fromString(props.resources.cpu), memory, ...gpus },
      limits: { memory, ...gpus },
    },
    // The hook of the NVIDIA runtime writes to the root file system of the container.
    securityContext: restrictedContainerSecurity(props.readOnlyRootFilesystem ?? parts.gpus === undefined),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      ...(parts.heartbeat ? [{ name: heartbeatVolume.name, mountPath: heartbeatMountPath }] : []),
      ...(props.secrets === undefined ? [] : [props.secrets.volumeMount]),
    ],
  };
}

function ports(port: number, healthPort: number | undefined): k8s.ContainerPort[] {
  return [
    { name: 'http', containerPort: port, protocol: 'TCP' },
    ...(healthPort === undefined ? [] : [{ name: 'health', containerPort: healthPort, protocol: 'TCP' }]),
  ];
}

/** Memory volume for one empty file, so that a busy or full disk does not stop the heartbeat. */
const heartbeatVolume = {
  name: 'heartbeat',
  emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('1Mi') },
};

/**
 * Adds the problems of variables. Kubernetes silently uses the last of two variables with the same
 * name, so a duplicate is a problem.
 *
 * @param ownVariables variables that the construct sets itself.
 */
export function checkAppPod(
  props: AppPodProps,
  problems: ProblemList,
  ownVariables: readonly string[] = [],
): void {
  const environment = problems.at('environment');
  const fromSecrets = (props.secrets?.environment ?? []).map(({ name }) => name);
  for (const name of fromSecrets) {
    if (props.environment?.[name] !== undefined)
      environment.add(name, 'secrets already contains this variable', 'Remove one of the two.');
  }
  for (const name of ownVariables) {
    const given = props.environment?.[name] !== undefined;
    if (given || fromSecrets.includes(name))
      (given ? environment : problems.at('secrets')).add(
        name,
        'the construct sets this variable itself',
        'Use another name.',
      );
  }
  if (props.command?.length === 0)
    problems.add('command', 'it is empty', 'Remove it to use the entry point of the image.');
}
