import type { CompleteHttpApp } from '../../definition/application-definition';
import { httpAppProbePlan } from '../../engine/probes/http-app-probes';
import { shutdownPlanWithin } from '../../engine/probes/probe-plan';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import {
  applicationGrants,
  resolveApplication,
  resolveApplicationScaling,
  routedPreStopSeconds,
} from './application';
import { checkStrategy, resolveHealth, strategyWarnings } from './http-app-health';
import { scalerOf, scalingGrants } from './resolve-scaling';
import type { WorkloadContext } from './workload-context';
import { never, none, scaledReplicas, type WorkloadKindOf } from './workload-kind';
import { resolveReplicas } from './workload-replicas';

function resolveHttpApp(definition: CompleteHttpApp, context: WorkloadContext, problems: ProblemList) {
  const application = resolveApplication(definition, { roles: ['cpu'] }, context, problems);
  const { port, maxProcessingSeconds, startupSeconds, healthPaths: paths } = definition;
  if (!Number.isInteger(port) || port < 1024 || port > 65_535) {
    problems.add(
      'port',
      `${port} is not a port that a process without privileges can use`,
      'Use a port from 1024 to 65535.',
    );
  }
  requireInteger(problems, 'maxProcessingSeconds', maxProcessingSeconds, {
    min: 1,
    max: 3600,
    unit: 'seconds',
  });
  requireInteger(problems, 'startupSeconds', startupSeconds, { min: 1, max: 3600, unit: 'seconds' });
  for (const key of ['live', 'ready'] as const) {
    if (!/^\/[^\s]*$/.test(paths[key]))
      problems.at('healthPaths').add(key, `"${paths[key]}" is not a valid path`, 'Start the path with "/".');
  }
  const health = resolveHealth(definition, port, problems.at('health'));
  const probes = httpAppProbePlan({ port, maxProcessingSeconds, startupSeconds, paths, health });
  checkStrategy(definition, problems);
  return {
    kind: 'http-app' as const,
    ...application,
    port,
    health,
    replicas: resolveReplicas(definition, 2, problems),
    scaling: resolveApplicationScaling(definition, probes, context, problems),
    probes,
    shutdown: shutdownPlanWithin(
      maxProcessingSeconds,
      routedPreStopSeconds(definition.name, context.definition),
    ),
  };
}

export type ResolvedHttpApp = Readonly<ReturnType<typeof resolveHttpApp>>;

/** An HTTP application: FastAPI, or any image that serves HTTP. */
export const httpApp: WorkloadKindOf<CompleteHttpApp, ResolvedHttpApp> = {
  title: 'HTTP app',
  role: 'application',
  key: 'httpApps',
  definitions: ({ httpApps }) => httpApps,
  account: (app) => app,
  nodePool: ({ nodePool }) => nodePool,
  grants: applicationGrants,
  scalerGrants: scalingGrants,
  warnings: strategyWarnings,
  resolve: resolveHttpApp,
  delivery: 'manifests',
  charts: none,
  scaler: scalerOf,
  replicas: scaledReplicas,
  podOwner: () => 'Deployment',
  gpus: never,
  probes: ({ probes, shutdown, health }) => ({
    plan: probes,
    graceSeconds: shutdown.terminationGracePeriodSeconds,
    ...(health.type === 'heartbeat' ? { heartbeat: health.heartbeat } : {}),
    hasOwnHealth: health.type === 'thread',
  }),
  calls: ({ calls }) => calls,
  modelRoutes: none,
  detail: never,
  modelServer: never,
  secretUse: never,
  routeTarget: ({ name }) => ({ service: name }),
};
