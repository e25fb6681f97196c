import { k8s } from 'cdk8s-plus-28';
import { liteLlmPort } from '../../../lib/engine/probes/litellm-probes';
import type { ProbePlan, ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import { images } from '../../../lib/facts/versions';
import { toContainerProbes } from '../pods/probes';
import { restrictedContainerSecurity } from '../pods/security-contexts';
import type { LiteLlmGatewayProps } from './litellm-gateway-props';

const metricsPort = 4001;

const configPath = '/etc/litellm';
const defaultResources = { cpu: '1', memory: '2Gi' } as const;

/** Input of the container in addition to the props. */
export interface LiteLlmContainerPlan {
  /** Grace period and preStop hook of the pod. */
  readonly shutdown: ShutdownPlan;
  /** Probes of the container. */
  readonly probes: ProbePlan;
  /** Whether the proxy has a database. */
  readonly database: boolean;
}

/** Returns the container of the proxy. */
export function liteLlmContainer(props: LiteLlmGatewayProps, plan: LiteLlmContainerPlan): k8s.Container {
  const resources = props.resources ?? defaultResources;
  const memory = k8s.Quantity.fromString(resources.memory);
  return {
    name: 'litellm',
    image: liteLlmImage(props),
    command: ['litellm'],
    args: [
      `--config=${configPath}/config.yaml`,
      '--host=0.0.0.0',
      `--port=${liteLlmPort}`,
      // One worker for each pod: each worker would have separate connections and counters.
      '--num_workers=1',
      // The metrics on the proxy's port require a key, which a scrape does not send. No Service
      // contains this port.
      ...(props.podMonitor ? [`--prometheus_metrics_port=${metricsPort}`] : []),
    ],
    env: environment(props, plan),
    ports: [
      { name: 'http', containerPort: liteLlmPort, protocol: 'TCP' },
      ...(props.podMonitor ? [{ name: 'metrics', containerPort: metricsPort, protocol: 'TCP' }] : []),
    ],
    ...toContainerProbes(plan.probes),
    resources: {
      requests: { cpu: k8s.Quantity.fromString(resources.cpu), memory },
      limits: { memory },
    },
    // The database client writes to /app, which the user of the image owns.
    securityContext: restrictedContainerSecurity(false),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      { name: 'config', mountPath: configPath, readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
      props.secrets.volumeMount,
    ],
  };
}

export function liteLlmImage(props: LiteLlmGatewayProps): string {
  return props.image ?? images.liteLlm.reference;
}

/** Returns the volumes of the proxy. */
export function liteLlmVolumes(props: LiteLlmGatewayProps): k8s.Volume[] {
  return [
    { name: 'config', configMap: { name: props.name } },
    { name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('512Mi') } },
    props.secrets.volume,
  ];
}

function environment(props: LiteLlmGatewayProps, plan: LiteLlmContainerPlan): k8s.EnvVar[] {
  const own: Record<string, string> = {
    // Only the migration changes the schema: pods of two versions would change it alternately.
    ...(plan.database ? { DISABLE_SCHEMA_UPDATE: 'true' } : {}),
    GRACEFUL_SHUTDOWN_TIMEOUT: String(plan.shutdown.drainSeconds),
    ...(props.langfuseHost === undefined ? {} : { LANGFUSE_HOST: props.langfuseHost }),
    // Use the model prices of the image. Otherwise each start downloads them from GitHub, and waits
    // without network access.
    LITELLM_LOCAL_MODEL_COST_MAP: 'True',
    // Reads no .env file.
    LITELLM_MODE: 'PRODUCTION',
  };
  return [
    ...Object.entries({ ...own, ...props.environment })
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value })),
    ...props.secrets.environment,
  ];
}
