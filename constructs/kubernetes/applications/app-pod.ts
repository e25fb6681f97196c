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

/** What the pods of applications, workers and scheduled jobs have in common. */
export interface AppPodProps {
  /** Image with a fixed tag or digest. */
  readonly image: string;
  /** Entry point. @default the image's */
  readonly command?: readonly string[];
  /** Arguments of the entry point. @default the image's */
  readonly args?: readonly string[];
  /** Nodes to run on: selector and tolerations, as `placementOn()` gives them. @default any untainted node */
  readonly placement?: Placement;
  /** Requests. Memory is also the limit; CPU has none, because a limit throttles an app on a node that is idle. */
  readonly resources: ResourcesDefinition;
  /** ServiceAccount that is bound to an identity; its pods get the workload identity label. @default none */
  readonly serviceAccountName?: string;
  /** Environment variables; values are strings, as Kubernetes wants. @default none but `HOME` */
  readonly environment?: Readonly<Record<string, string>>;
  /** Variables from Key Vault. @default none */
  readonly secrets?: PodSecrets;
  /** Numeric user that the process runs as. @default 10001, which is no user of the node */
  readonly userId?: number;
  /** @default on. `/tmp` is writable in either case */
  readonly readOnlyRootFilesystem?: boolean;
  /** Limit of `/tmp` in MiB, on the node's disk, so that it does not count as memory. @default 512 */
  readonly temporaryMiB?: number;
}

/** What differs between them. */
export interface AppPodParts {
  readonly containerName: string;
  /** Port of the container. @default none */
  readonly port?: number;
  /** Port of a thread that answers for health. @default none */
  readonly healthPort?: number;
  readonly probes?: ProbePlan | DelayedProbePlan | WorkerProbePlan;
  /** Whether the process touches a heartbeat file: its volume is in memory. @default no */
  readonly heartbeat?: boolean;
  /** GPUs of the container. @default none */
  readonly gpus?: number;
}

const gpuResource = 'nvidia.com/gpu';

/** Labels of a pod; the workload identity webhook looks at pods, not at ServiceAccounts. */
export function appPodLabels(
  identity: ObjectIdentity,
  { serviceAccountName }: Pick<AppPodProps, 'serviceAccountName'>,
): Record<string, string> {
  return {
    ...standardLabels(identity),
    ...(serviceAccountName === undefined ? {} : workloadIdentityPodLabel),
  };
}

/** A pod that the Pod Security level `restricted` admits, with one container. */
export function appPodSpec(props: AppPodProps, parts: AppPodParts) {
  return {
    ...(props.serviceAccountName === undefined ? {} : { serviceAccountName: props.serviceAccountName }),
    automountServiceAccountToken: false,
    // Variables of every Service of the namespace: a Service `port` would overwrite an app's PORT.
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
      // The user has no home; libraries that cache below it find the one directory that they may write.
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
    // The NVIDIA runtime's hook writes into the container's root.
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

/** One empty file; in memory, so that neither a busy disk nor a full one stops the beat. */
const heartbeatVolume = {
  name: 'heartbeat',
  emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('1Mi') },
};

/**
 * Adds what is wrong with variables: the later of two equal names wins without a word, and which one was meant is not ours to
 * guess.
 *
 * @param ownVariables those that the construct sets itself.
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
      environment.add(name, 'it is also a variable from Key Vault', 'Keep one of the two.');
  }
  for (const name of ownVariables) {
    const given = props.environment?.[name] !== undefined;
    if (given || fromSecrets.includes(name))
      (given ? environment : problems.at('secrets')).add(
        name,
        'the construct sets it itself',
        'Choose another name.',
      );
  }
  if (props.command?.length === 0)
    problems.add('command', 'it is empty', "Leave it out to take the image's.");
}
