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

/** What the container follows from, besides the props. */
export interface LiteLlmContainerPlan {
  readonly shutdown: ShutdownPlan;
  readonly probes: ProbePlan;
  /** Whether the proxy has a database. */
  readonly database: boolean;
}

/** The container of the proxy. */
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
      // Pods are what there is more than one of: each worker would have its own connections and its own counts.
      '--num_workers=1',
      // The metrics at the proxy's own port want a key, which a scrape has not. This port is in no Service.
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
    // The database client's tools write below /app, which belongs to the image's user.
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

/** The volumes of the proxy. */
export function liteLlmVolumes(props: LiteLlmGatewayProps): k8s.Volume[] {
  return [
    { name: 'config', configMap: { name: props.name } },
    { name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('512Mi') } },
    props.secrets.volume,
  ];
}

function environment(props: LiteLlmGatewayProps, plan: LiteLlmContainerPlan): k8s.EnvVar[] {
  const own: Record<string, string> = {
    // The schema is the migration's: pods of two versions would take turns at changing it.
    ...(plan.database ? { DISABLE_SCHEMA_UPDATE: 'true' } : {}),
    GRACEFUL_SHUTDOWN_TIMEOUT: String(plan.shutdown.drainSeconds),
    ...(props.langfuseHost === undefined ? {} : { LANGFUSE_HOST: props.langfuseHost }),
    // Prices of models come with the image; else each start asks GitHub for them, and waits where it may not.
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
