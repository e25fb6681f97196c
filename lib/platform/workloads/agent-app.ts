import type { CompleteAgentApp } from '../../definition/application-definition';
import type { SecretVariableDefinition } from '../../definition/workload-definition';
import { agentAppProbePlan, agentAppShutdownPlan } from '../../engine/probes/agent-app-probes';
import { langSmithApiKeyVariable, licenseKeyVariable } from '../../facts/langgraph-variables';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import {
  applicationGrants,
  resolveApplication,
  resolveApplicationScaling,
  routedPreStopSeconds,
} from './application';
import { scalerOf, scalingGrants } from './resolve-scaling';
import type { WorkloadContext } from './workload-context';
import { never, none, scaledReplicas, serverProbes, type WorkloadKindOf } from './workload-kind';
import { resolveReplicas } from './workload-replicas';

/** Port of the LangGraph server's image. */
const port = 8000;

/** The databases of threads, checkpoints and streams, and the licence. */
function serverSecrets(agent: CompleteAgentApp): readonly SecretVariableDefinition[] {
  return [
    { variable: 'DATABASE_URI', secret: agent.databaseUriSecret ?? `${agent.name}-database-uri` },
    { variable: 'REDIS_URI', secret: agent.redisUriSecret ?? `${agent.name}-redis-uri` },
    ...licenceSecrets(agent),
  ];
}

/**
 * The server accepts either key: docs.langchain.com/langsmith/deploy-standalone-server,
 * langchain-ai/langgraph#5754 (2026-12).
 */
function licenceSecrets({ name, licence }: CompleteAgentApp): readonly SecretVariableDefinition[] {
  if (licence === 'none') return [];
  if (licence !== undefined && 'langSmithApiKeySecret' in licence)
    return [{ variable: langSmithApiKeyVariable, secret: licence.langSmithApiKeySecret }];
  return [{ variable: licenseKeyVariable, secret: licence?.licenseKeySecret ?? `${name}-license-key` }];
}

function resolveAgentApp(definition: CompleteAgentApp, context: WorkloadContext, problems: ProblemList) {
  const application = resolveApplication(
    definition,
    { roles: ['cpu'], secrets: serverSecrets(definition) },
    context,
    problems,
  );
  const { maxRunSeconds, startupSeconds } = definition;
  requireInteger(problems, 'maxRunSeconds', maxRunSeconds, { min: 1, max: 3600, unit: 'seconds' });
  requireInteger(problems, 'startupSeconds', startupSeconds, { min: 1, max: 3600, unit: 'seconds' });
  const probes = agentAppProbePlan({ port, startupSeconds });
  return {
    kind: 'agent-app' as const,
    ...application,
    port,
    verifiesLicence: definition.licence !== 'none',
    replicas: resolveReplicas(definition, 2, problems),
    scaling: resolveApplicationScaling(definition, probes, context, problems),
    maxRunSeconds,
    probes,
    shutdown: agentAppShutdownPlan(maxRunSeconds, routedPreStopSeconds(definition.name, context.definition)),
  };
}

export type ResolvedAgentApp = Readonly<ReturnType<typeof resolveAgentApp>>;

/** A LangGraph server. */
export const agentApp: WorkloadKindOf<CompleteAgentApp, ResolvedAgentApp> = {
  title: 'agent app',
  role: 'application',
  key: 'agentApps',
  definitions: ({ agentApps }) => agentApps,
  account: (agent) => agent,
  nodePool: ({ nodePool }) => nodePool,
  grants: (agent, platform) => applicationGrants(agent, platform, serverSecrets(agent)),
  scalerGrants: scalingGrants,
  warnings: none,
  resolve: resolveAgentApp,
  delivery: 'manifests',
  charts: none,
  scaler: scalerOf,
  replicas: scaledReplicas,
  podOwner: () => 'Deployment',
  gpus: never,
  probes: serverProbes,
  calls: ({ calls }) => calls,
  modelRoutes: none,
  detail: never,
  modelServer: never,
  secretUse: never,
  routeTarget: ({ name }) => ({ service: name }),
};
