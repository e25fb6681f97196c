import { Construct } from 'constructs';
import { agentAppProbePlan, agentAppShutdownPlan } from '../../../lib/engine/probes/agent-app-probes';
import { langSmithApiKeyVariable, licenseKeyVariable } from '../../../lib/facts/langgraph-variables';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';
import type { PodSecrets } from '../identity/key-vault-secrets';
import { checkAppPod } from './app-pod';
import { HttpApp, type HttpAppProps } from './http-app';

/** Input of an AgentApp: the input of an HttpApp with the defaults of a LangGraph server. */
export interface AgentAppProps
  extends Omit<HttpAppProps, 'health' | 'probes' | 'shutdown' | 'component' | 'secrets'> {
  /**
   * Environment variables from the Key Vault, with at least `DATABASE_URI` (PostgreSQL) and
   * `REDIS_URI`, because another server may stream and continue a run, and with
   * `LANGGRAPH_CLOUD_LICENSE_KEY` or `LANGSMITH_API_KEY` unless `verifiesLicence` is false.
   */
  readonly secrets: PodSecrets;
  /**
   * Whether the image verifies a licence when it starts.
   *
   * @default true, as LangGraph's image does
   */
  readonly verifiesLicence?: boolean;
  /** Maximum duration of a run in seconds. @default 300 */
  readonly maxRunSeconds?: number;
  /** Number of concurrent runs of one server. @default 10, the default of the server */
  readonly runsPerReplica?: number;
  /** Sends traces to LangSmith. @default false: prompts and responses would leave the platform */
  readonly langSmithTracing?: boolean;
  /** Probes. @default `agentAppProbePlan()`, with the path `/ok` of the server */
  readonly probes?: HttpAppProps['probes'];
  /**
   * Shutdown.
   *
   * @default the duration of a run, limited to the time that the cluster autoscaler waits for a pod
   */
  readonly shutdown?: HttpAppProps['shutdown'];
}

const neededSecrets = ['DATABASE_URI', 'REDIS_URI'] as const;
const defaultPort = 8000;

/** Variables that the construct sets. */
export const agentAppVariables = [
  'BG_JOB_ISOLATED_LOOPS',
  'BG_JOB_SHUTDOWN_GRACE_PERIOD_SECS',
  'BG_JOB_TIMEOUT_SECS',
  'LANGSMITH_TRACING',
  'N_JOBS_PER_WORKER',
  'PORT',
] as const;

/**
 * A LangGraph server: an HTTP application with requests that stream for minutes and runs that
 * continue in the background. Its drain is as long as a run, but its liveness timeout is not.
 *
 * @see docs.langchain.com/langsmith/deploy-standalone-server,
 * docs.langchain.com/langgraph-platform/env-var (2026-11)
 */
export class AgentApp extends Construct {
  /** Name of the Deployment and of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: AgentAppProps) {
    super(scope, id);
    checkProps(props);
    this.name = props.name;
    const {
      maxRunSeconds = 300,
      runsPerReplica = 10,
      langSmithTracing = false,
      verifiesLicence: _,
      ...app
    } = props;
    const port = props.port ?? defaultPort;
    const shutdown = props.shutdown ?? agentAppShutdownPlan(maxRunSeconds);
    const own: Record<(typeof agentAppVariables)[number], string> = {
      // Otherwise a graph with a synchronous call blocks the health checks, and the kubelet
      // restarts the server during its runs.
      BG_JOB_ISOLATED_LOOPS: 'true',
      BG_JOB_SHUTDOWN_GRACE_PERIOD_SECS: String(shutdown.drainSeconds),
      BG_JOB_TIMEOUT_SECS: String(maxRunSeconds),
      LANGSMITH_TRACING: String(langSmithTracing),
      N_JOBS_PER_WORKER: String(runsPerReplica),
      PORT: String(port),
    };
    new HttpApp(this, 'http-app', {
      ...app,
      component: 'agent-app',
      port,
      environment: { ...props.environment, ...own },
      probes: props.probes ?? agentAppProbePlan({ port }),
      shutdown,
    });
  }
}

function checkProps(props: AgentAppProps): void {
  const problems = ProblemList.create();
  const names = props.secrets.environment.map(({ name }) => name);
  for (const variable of neededSecrets) {
    if (names.includes(variable)) continue;
    problems.add(
      'secrets',
      `${variable} is missing, and the server does not start without it`,
      'Add a Key Vault secret with this variable.',
    );
  }
  const keys = [licenseKeyVariable, langSmithApiKeyVariable];
  if (props.verifiesLicence !== false && !keys.some((key) => names.includes(key))) {
    problems.add(
      'secrets',
      `${keys.join(' or ')} is missing, and the server does not start without a licence`,
      'Add a Key Vault secret with one of the variables, or set verifiesLicence to false.',
    );
  }
  checkAppPod(props, problems, agentAppVariables);
  const ranges = {
    maxRunSeconds: { min: 1, max: 86_400, unit: 'seconds' },
    runsPerReplica: { min: 1, max: 1000, unit: 'runs' },
  } as const;
  for (const key of Object.keys(ranges) as (keyof typeof ranges)[]) {
    const value = props[key];
    if (value !== undefined) requireInteger(problems, key, value, ranges[key]);
  }
  problems.throwIfAny(`the agent application "${props.name}"`);
}
