import type { AgentAppDefinition, HttpAppDefinition } from '../definition/application-definition';
import { agentAppProbePlan, agentAppShutdownPlan } from '../engine/probes/agent-app-probes';
import { httpAppProbePlan } from '../engine/probes/http-app-probes';
import { type ProbePlan, shutdownPlanWithin } from '../engine/probes/probe-plan';
import { coldStartOf } from '../engine/scaling/cold-start';
import type { ProblemList } from '../problems/problem-list';
import { requireInteger } from '../problems/value-rules';
import { resolveApplication, resolveReplicas, routedPreStopSeconds } from './resolve-application';
import { checkStrategy, defaultMaxProcessingSeconds, resolveHealth } from './resolve-health';
import { resolveScaling } from './resolve-scaling';
import type { ResolvedAgentApp, ResolvedHttpApp } from './resolved-workloads';
import type { WorkloadContext } from './workload-parts';
import { agentSecrets } from './workload-secrets';

const defaultPort = 8000;

export function resolveHttpApp(
  definition: HttpAppDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedHttpApp {
  const application = resolveApplication(
    definition,
    { roles: ['cpu'], resources: { cpu: '500m', memory: '1Gi' } },
    context,
    problems,
  );
  const port = definition.port ?? defaultPort;
  if (!Number.isInteger(port) || port < 1024 || port > 65_535) {
    problems.add(
      'port',
      `${port} is not a port for a process without privileges`,
      'Give one from 1024 to 65535.',
    );
  }
  const maxProcessingSeconds = definition.maxProcessingSeconds ?? defaultMaxProcessingSeconds;
  requireInteger(problems, 'maxProcessingSeconds', maxProcessingSeconds, {
    min: 1,
    max: 3600,
    unit: 'seconds',
  });
  const startupSeconds = definition.startupSeconds ?? 60;
  requireInteger(problems, 'startupSeconds', startupSeconds, { min: 1, max: 3600, unit: 'seconds' });
  const paths = definition.healthPaths ?? { live: '/health/live', ready: '/health/ready' };
  for (const key of ['live', 'ready'] as const) {
    if (!/^\/[^\s]*$/.test(paths[key]))
      problems.at('healthPaths').add(key, `"${paths[key]}" is not a path`, 'Start it with "/".');
  }
  const health = resolveHealth(definition, port, problems.at('health'));
  const probes = httpAppProbePlan({ port, maxProcessingSeconds, startupSeconds, paths, health });
  checkStrategy(definition, problems);
  return {
    ...application,
    port,
    health,
    replicas: resolveReplicas(definition, 2, problems),
    scaling: definition.scaling && scalingOf(definition, definition.scaling, probes, context, problems),
    probes,
    shutdown: shutdownPlanWithin(
      maxProcessingSeconds,
      routedPreStopSeconds(definition.name, context.definition),
    ),
  };
}

export function resolveAgentApp(
  definition: AgentAppDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedAgentApp {
  const application = resolveApplication(
    definition,
    { roles: ['cpu'], resources: { cpu: '1', memory: '2Gi' }, secrets: agentSecrets(definition) },
    context,
    problems,
  );
  const maxRunSeconds = definition.maxRunSeconds ?? 300;
  requireInteger(problems, 'maxRunSeconds', maxRunSeconds, { min: 1, max: 3600, unit: 'seconds' });
  const startupSeconds = definition.startupSeconds ?? 120;
  requireInteger(problems, 'startupSeconds', startupSeconds, { min: 1, max: 3600, unit: 'seconds' });
  const probes = agentAppProbePlan({ port: defaultPort, startupSeconds });
  return {
    ...application,
    port: defaultPort,
    replicas: resolveReplicas(definition, 2, problems),
    scaling: definition.scaling && scalingOf(definition, definition.scaling, probes, context, problems),
    maxRunSeconds,
    probes,
    shutdown: agentAppShutdownPlan(maxRunSeconds, routedPreStopSeconds(definition.name, context.definition)),
  };
}

function scalingOf(
  definition: HttpAppDefinition | AgentAppDefinition,
  scaling: NonNullable<HttpAppDefinition['scaling']>,
  { startup }: ProbePlan,
  context: WorkloadContext,
  problems: ProblemList,
) {
  const startupSeconds = startup.periodSeconds * startup.failureThreshold;
  return resolveScaling(
    scaling,
    { name: definition.name, gpu: false, coldStart: coldStartOf({ gpu: false, startupSeconds }) },
    context,
    problems.at('scaling'),
  );
}
