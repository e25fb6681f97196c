import { Construct } from 'constructs';
import { agentAppProbePlan, agentAppShutdownPlan } from '../../../lib/engine/probes/agent-app-probes';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';
import type { PodSecrets } from '../identity/key-vault-secrets';
import { checkAppPod } from './app-pod';
import { HttpApp, type HttpAppProps } from './http-app';

/** Input of an AgentApp: that of an HttpApp, with a LangGraph server's own defaults. */
export interface AgentAppProps
  extends Omit<HttpAppProps, 'health' | 'probes' | 'shutdown' | 'component' | 'secrets'> {
  /**
   * Variables from Key Vault, with at least `DATABASE_URI` (PostgreSQL) and `REDIS_URI`: a run that one server begins is streamed
   * and continued by another. The image of LangGraph's server also wants `LANGGRAPH_CLOUD_LICENSE_KEY` or `LANGSMITH_API_KEY`.
   */
  readonly secrets: PodSecrets;
  /** How long a run takes at most, seconds. @default 300 */
  readonly maxRunSeconds?: number;
  /** Runs that one server works on at the same time. @default 10, the server's own */
  readonly runsPerReplica?: number;
  /** Send traces to LangSmith. @default no: prompts and answers would leave the platform */
  readonly langSmithTracing?: boolean;
  /** @default those of `agentAppProbePlan()`, on the server's `/ok` */
  readonly probes?: HttpAppProps['probes'];
  /** @default runs may finish, as long as the cluster autoscaler waits for a pod */
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
 * A LangGraph server: an HTTP application whose requests stream for minutes and whose runs go on in the background. So its drain
 * is as long as a run, and its liveness is not.
 *
 * @see docs.langchain.com/langsmith/deploy-standalone-server, docs.langchain.com/langgraph-platform/env-var (2026-11)
 */
export class AgentApp extends Construct {
  /** Name of the Deployment and of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: AgentAppProps) {
    super(scope, id);
    checkProps(props);
    this.name = props.name;
    const { maxRunSeconds = 300, runsPerReplica = 10, langSmithTracing = false, ...app } = props;
    const port = props.port ?? defaultPort;
    const shutdown = props.shutdown ?? agentAppShutdownPlan(maxRunSeconds);
    const own: Record<(typeof agentAppVariables)[number], string> = {
      // A graph with one synchronous call would else block the health checks, and the server is restarted in the middle of its runs.
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
      `there is no ${variable}, and the server does not start without it`,
      'Add a Key Vault secret with this variable.',
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
