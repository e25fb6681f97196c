import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkHeartbeat, heartbeatMountPath } from '../../../lib/engine/probes/heartbeat';
import type { HealthSource } from '../../../lib/engine/probes/http-app-probes';
import {
  type DelayedProbePlan,
  type ProbePlan,
  type ShutdownPlan,
  shutdownPlan,
} from '../../../lib/engine/probes/probe-plan';
import { ProblemList } from '../../../lib/problems/problem-list';
import { syncWaves } from '../charts/sync-waves';
import { type PodIdentityProps, podAnnotations } from '../identity/identity-annotation';
import { objectMetadata, selectorLabels } from '../pods/object-metadata';
import { PodDisruptionBudget } from '../pods/pod-disruption-budget';
import { startupBudgetSeconds } from '../pods/probes';
import { topologySpread } from '../pods/topology-spread';
import { type AppPodProps, appPodLabels, appPodSpec, checkAppPod } from './app-pod';
import { checkShutdown, GracefulDeployment } from './graceful-deployment';
import { HttpService } from './http-service';

/** Input of an HttpApp. */
export interface HttpAppProps extends AppPodProps, PodIdentityProps {
  /**
   * Name of the Deployment, the Service and related objects: a DNS label that starts with a letter.
   */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Role in the platform, `app.kubernetes.io/component`. @default `http-app` */
  readonly component?: string;
  /** Port of the container. The Service has port 80. @default 8000 */
  readonly port?: number;
  /**
   * Number of replicas. `autoscaled` omits the field; otherwise each sync of Argo CD would revert
   * KEDA (argoproj/argo-cd#5105).
   *
   * @default 2, so that Kubernetes can evict one
   */
  readonly replicas?: number | 'autoscaled';
  /**
   * Source of the health status. `thread`: a health thread that reads its port from `HEALTH_PORT`.
   * `heartbeat`: a file on a memory volume, with its path in `HEARTBEAT_FILE`. docs/probes.md
   * describes the contract.
   *
   * @default the application itself
   */
  readonly health?: HealthSource;
  /** Probes for the same `health`, from `httpAppProbePlan()` or `delayedHttpAppProbePlan()`. */
  readonly probes: ProbePlan | DelayedProbePlan;
  /** Shutdown. @default 30 seconds to finish requests */
  readonly shutdown?: ShutdownPlan;
}

const defaultPort = 8000;
/** Time for a new node and the image pull before the container starts. */
const nodeAndPullSeconds = 600;

/** An HTTP application (FastAPI or any other image) at `http://<name>` in its namespace. */
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
      component: props.component ?? 'http-app',
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
          // Kubernetes deletes no pod before the next one is ready.
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
            metadata: { labels: appPodLabels(identity, props), ...podAnnotations(props) },
            spec: {
              ...appPodSpec(withHealthVariable(props), {
                containerName: 'app',
                port: props.port ?? defaultPort,
                healthPort: props.health?.type === 'thread' ? props.health.port : undefined,
                heartbeat: props.health?.type === 'heartbeat',
                probes: props.probes,
              }),
              topologySpreadConstraints: topologySpread(props.name),
              terminationGracePeriodSeconds: shutdown.terminationGracePeriodSeconds,
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

/** Returns the variable with the port of the health thread or the path of the heartbeat file. */
function healthVariable(health: HttpAppProps['health']): Readonly<Record<string, string>> {
  if (health?.type === 'thread') return { HEALTH_PORT: String(health.port) };
  return health?.type === 'heartbeat' ? { HEARTBEAT_FILE: health.heartbeat.file } : {};
}

function withHealthVariable(props: HttpAppProps): HttpAppProps {
  return { ...props, environment: { ...props.environment, ...healthVariable(props.health) } };
}

function checkProps(props: HttpAppProps): void {
  const problems = ProblemList.create();
  const { health, port = defaultPort, probes } = props;
  if (props.shutdown !== undefined) checkShutdown(props.shutdown, problems.at('shutdown'));
  checkAppPod(props, problems, Object.keys(healthVariable(health)));
  if (health?.type === 'thread' && health.port === port) {
    problems
      .at('health')
      .add(
        'port',
        `${port} is already the port of the application`,
        'Use another port for the health thread.',
      );
  }
  if (health?.type === 'heartbeat') {
    const { periodSeconds } = probes.liveness;
    const heartbeat = problems.at('health').at('heartbeat');
    checkHeartbeat(health.heartbeat, periodSeconds, heartbeat);
    if (!health.heartbeat.file.startsWith(`${heartbeatMountPath}/`)) {
      const message = `"${health.heartbeat.file}" is not on the memory volume`;
      heartbeat.add('file', message, `Use a file in ${heartbeatMountPath}.`);
    }
  }
  const healthPort = health?.type === 'thread' ? health.port : port;
  for (const [name, { action }] of Object.entries(probes)) {
    if (action.type === 'http' && action.port !== healthPort) {
      const message = `it calls port ${action.port}, but the health status is on port ${healthPort}`;
      problems.at('probes').add(name, message, 'Use the same port.');
    }
  }
  problems.throwIfAny(`the HTTP application "${props.name}"`);
}
