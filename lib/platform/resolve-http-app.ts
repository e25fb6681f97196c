import type { HttpAppDefinition } from '../definition/workload-definition';
import { httpAppProbePlan } from '../probes/http-app-probes';
import { shutdownPlan } from '../probes/probe-plan';
import type { ProblemList } from '../problems/problem-list';
import { requireInteger } from '../problems/value-rules';
import { placementOn } from '../scheduling/placement';
import { resolveScaling, type ScalingContext } from './resolve-scaling';
import type { ResolvedHttpApp } from './resolved-platform';
import {
  checkResources,
  checkSecrets,
  isVariableName,
  resolveImage,
  resolveWorkloadIdentity,
  resolveWorkloadPool,
  type WorkloadContext,
} from './workload-parts';

/** Variables that the workload identity webhook sets; a value in the pod spec would win over it. */
const webhookVariables = [
  'AZURE_CLIENT_ID',
  'AZURE_TENANT_ID',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_AUTHORITY_HOST',
];

export function resolveHttpApp(
  definition: HttpAppDefinition,
  context: WorkloadContext,
  scalingContext: ScalingContext,
  problems: ProblemList,
): ResolvedHttpApp | undefined {
  const pool = resolveWorkloadPool(definition.nodePool, 'cpu', context, problems);
  const image = resolveImage(definition.image, context, problems);
  const identity = resolveWorkloadIdentity(definition, context, problems);
  const port = definition.port ?? 8000;
  if (!Number.isInteger(port) || port < 1024 || port > 65_535) {
    problems.add(
      'port',
      `${port} is not a port for a process without privileges`,
      'Give one from 1024 to 65535.',
    );
  }
  const maxProcessingSeconds = definition.maxProcessingSeconds ?? 30;
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
  const scaling =
    definition.scaling &&
    resolveScaling(definition.scaling, definition.name, scalingContext, problems.at('scaling'));
  const replicas = resolveReplicas(definition, problems);
  checkEnvironment(definition, problems.at('environment'));
  checkSecrets(definition.secrets ?? [], definition.identity, context, problems.at('secrets'));
  const resources = definition.resources ?? { cpu: '500m', memory: '1Gi' };
  checkResources(resources, pool, problems.at('resources'));
  if (pool === undefined) return undefined;
  return {
    name: definition.name,
    namespace: context.namespace,
    image,
    port,
    nodePool: pool,
    placement: placementOn(pool, context.nodePools),
    identity,
    replicas,
    scaling,
    resources,
    probes: httpAppProbePlan({ port, maxProcessingSeconds, startupSeconds, paths }),
    shutdown: shutdownPlan(maxProcessingSeconds),
    environment: definition.environment ?? {},
    secrets: definition.secrets ?? [],
  };
}

function resolveReplicas(definition: HttpAppDefinition, problems: ProblemList): number | undefined {
  if (definition.scaling !== undefined) {
    if (definition.replicas !== undefined) {
      problems.add(
        'replicas',
        `${definition.replicas} is given, but scaling decides the replicas`,
        'Remove replicas; use scaling.minReplicas.',
      );
    }
    return undefined;
  }
  const replicas = definition.replicas ?? 2;
  requireInteger(problems, 'replicas', replicas, { min: 1, max: 1000, unit: 'replicas' });
  return replicas;
}

function checkEnvironment(definition: HttpAppDefinition, problems: ProblemList): void {
  const fromSecrets = (definition.secrets ?? []).map((secret) => secret.variable);
  for (const variable of Object.keys(definition.environment ?? {})) {
    if (!isVariableName(variable))
      problems.add(
        '',
        `"${variable}" is not the name of an environment variable`,
        'Use letters, digits and _.',
      );
    if (fromSecrets.includes(variable))
      problems.add(variable, 'it is also under secrets', 'Keep one of the two.');
    if (definition.identity !== undefined && webhookVariables.includes(variable)) {
      problems.add(variable, 'workload identity sets it in the pod', 'Remove it.');
    }
  }
}
