import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ResourcesDefinition } from '../../lib/definition/workload-definition';
import { workloadIdentityPodLabel } from '../../lib/identity/service-account';
import { type ProbePlan, type ShutdownPlan, shutdownPlan } from '../../lib/probes/probe-plan';
import { ProblemList } from '../../lib/problems/problem-list';
import type { Placement } from '../../lib/scheduling/placement';
import { checkShutdown, GracefulDeployment } from './graceful-deployment';
import { HttpService } from './http-service';
import type { PodSecrets } from './key-vault-secrets';
import { objectMetadata, selectorLabels, standardLabels } from './object-metadata';
import { PodDisruptionBudget } from './pod-disruption-budget';
import { toPodPlacement } from './pod-placement';
import { startupBudgetSeconds, toContainerProbes } from './probes';
import { restrictedContainerSecurity, restrictedPodSecurity } from './security-contexts';
import { syncWaves } from './sync-waves';
import { topologySpread } from './topology-spread';

/** Input of an HttpApp. */
export interface HttpAppProps {
  /** Name of the Deployment, the Service and what belongs to them: a DNS label that starts with a letter. */
  readonly name: string;
  /** Namespace. Default: the chart's. */
  readonly namespace?: string;
  /** `app.kubernetes.io/part-of`. Default: none. */
  readonly partOf?: string;
  /** Image with a fixed tag or digest. */
  readonly image: string;
  /** Port of the container. Default: 8000. The Service has port 80. */
  readonly port?: number;
  /**
   * Number of replicas. Default: 2, so that one may go. `autoscaled`: the Deployment states none; otherwise each sync
   * of Argo CD would undo what KEDA decided (argoproj/argo-cd#5105).
   */
  readonly replicas?: number | 'autoscaled';
  /** Nodes to run on: selector and tolerations, as `placementOn()` gives them. Default: any node without taints. */
  readonly placement?: Placement;
  /** Requests. Memory is also the limit; CPU has none, because a limit throttles an app on a node that is idle. */
  readonly resources: ResourcesDefinition;
  /** Probes, as `httpAppProbePlan()` gives them. */
  readonly probes: ProbePlan;
  /** Default: requests may take 30 seconds to finish. */
  readonly shutdown?: ShutdownPlan;
  /** ServiceAccount that is bound to an identity; its pods get the workload identity label. Default: none. */
  readonly serviceAccountName?: string;
  /** Environment variables; values are strings, as Kubernetes wants. Default: none but `HOME`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Variables from Key Vault. Default: none. */
  readonly secrets?: PodSecrets;
  /** Numeric user that the process runs as. Default: 10001, which is no user of the node. */
  readonly userId?: number;
  /** Default: on. `/tmp` is writable in either case. */
  readonly readOnlyRootFilesystem?: boolean;
  /** Limit of `/tmp` in MiB, on the node's disk, so that it does not count as memory. Default: 512. */
  readonly temporaryMiB?: number;
}

const defaultPort = 8000;
/** A new node and the pull of the image come before the start of the container. */
const nodeAndPullSeconds = 600;

/** An HTTP application (FastAPI, LangGraph, any image), reached as `http://<name>` in its namespace. */
export class HttpApp extends Construct {
  /** Name of the Deployment and of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: HttpAppProps) {
    super(scope, id);
    checkProps(props);
    this.name = props.name;
    const identity = {
      name: props.name,
      namespace: props.namespace,
      component: 'http-app',
      partOf: props.partOf,
    };
    const replicas = props.replicas ?? 2;
    const shutdown = props.shutdown ?? shutdownPlan(30);

    new GracefulDeployment(
      this,
      'deployment',
      {
        metadata: objectMetadata(identity, syncWaves.workload),
        spec: {
          ...(replicas === 'autoscaled' ? {} : { replicas }),
          selector: { matchLabels: selectorLabels(props.name) },
          // No pod goes before its successor is ready.
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: {
              maxSurge: k8s.IntOrString.fromString('25%'),
              maxUnavailable: k8s.IntOrString.fromNumber(0),
            },
          },
          progressDeadlineSeconds: startupBudgetSeconds(props.probes) + nodeAndPullSeconds,
          revisionHistoryLimit: 5,
          template: {
            metadata: {
              labels: {
                ...standardLabels(identity),
                ...(props.serviceAccountName === undefined ? {} : workloadIdentityPodLabel),
              },
            },
            spec: {
              ...(props.serviceAccountName === undefined
                ? {}
                : { serviceAccountName: props.serviceAccountName }),
              automountServiceAccountToken: false,
              // Variables of every Service of the namespace: a Service `port` would overwrite an app's PORT.
              enableServiceLinks: false,
              ...toPodPlacement(props.placement),
              topologySpreadConstraints: topologySpread(props.name),
              securityContext: restrictedPodSecurity(props.userId ?? 10_001),
              terminationGracePeriodSeconds: shutdown.terminationGracePeriodSeconds,
              containers: [appContainer(props)],
              volumes: [
                {
                  name: 'tmp',
                  emptyDir: { sizeLimit: k8s.Quantity.fromString(`${props.temporaryMiB ?? 512}Mi`) },
                },
                ...(props.secrets === undefined ? [] : [props.secrets.volume]),
              ],
            },
          },
        },
      },
      shutdown.preStopSeconds,
    );

    new HttpService(this, 'service', identity);
    new PodDisruptionBudget(this, 'pod-disruption-budget', identity);
  }
}

function appContainer(props: HttpAppProps): k8s.Container {
  const memory = k8s.Quantity.fromString(props.resources.memory);
  return {
    name: 'app',
    image: props.image,
    env: [
      // The user has no home; libraries that cache below it find the one directory that they may write.
      ...Object.entries({ HOME: '/tmp', ...props.environment })
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => ({ name, value })),
      ...(props.secrets?.environment ?? []),
    ],
    ports: [{ name: 'http', containerPort: props.port ?? defaultPort, protocol: 'TCP' }],
    ...toContainerProbes(props.probes),
    resources: {
      requests: { cpu: k8s.Quantity.fromString(props.resources.cpu), memory },
      limits: { memory },
    },
    securityContext: restrictedContainerSecurity(props.readOnlyRootFilesystem ?? true),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      ...(props.secrets === undefined ? [] : [props.secrets.volumeMount]),
    ],
  };
}

function checkProps(props: HttpAppProps): void {
  const problems = ProblemList.create();
  if (props.shutdown !== undefined) checkShutdown(props.shutdown, problems.at('shutdown'));
  // The later of two equal names wins without a word; which one was meant is not ours to guess.
  for (const { name } of props.secrets?.environment ?? []) {
    if (props.environment?.[name] !== undefined) {
      problems.at('environment').add(name, 'it is also a variable from Key Vault', 'Keep one of the two.');
    }
  }
  problems.throwIfAny(`the HTTP application "${props.name}"`);
}
