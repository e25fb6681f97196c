import type { PlatformDefinition } from '../../definition/platform-definition';
import type { ScalingDefinition } from '../../definition/scaling-definition';
import type {
  ApplicationDefinition,
  ResourcesDefinition,
  SecretVariableDefinition,
} from '../../definition/workload-definition';
import type { ProbePlan } from '../../engine/probes/probe-plan';
import { applicationGatewayPreStopSeconds } from '../../engine/probes/probe-plan';
import { coldStartOf } from '../../engine/scaling/cold-start';
import { placementOnFirstOf } from '../../engine/scheduling/placement';
import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { ResolvedRoleGrant } from '../identities/role-scopes';
import { connectionsOf } from './connections';
import { type ResolvedScaling, resolveScaling } from './resolve-scaling';
import { secretGrants } from './secret-grants';
import type { WorkloadContext } from './workload-context';
import { resolveWorkloadIdentity } from './workload-identity';
import { resolveImage } from './workload-image';
import { checkResources, resolveWorkloadPools } from './workload-pools';
import { checkPlatformSecrets, checkSecrets, isVariableName } from './workload-secrets';

/** Variables that the workload identity webhook sets; a value in the pod spec would win over it. */
const webhookVariables = [
  'AZURE_CLIENT_ID',
  'AZURE_TENANT_ID',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_AUTHORITY_HOST',
];

/** What a kind of application brings to its variables and its place. */
export interface ApplicationKind {
  readonly roles: readonly ResolvedNodePool['role'][];
  readonly resources: ResourcesDefinition;
  /** Variables that the construct of this kind sets. Default: none. */
  readonly setsItself?: readonly string[];
  /** Secrets of the kind by itself. Default: none. */
  readonly secrets?: readonly SecretVariableDefinition[];
}

/** What every application has; the pools are empty after a problem with them. */
export function resolveApplication(
  definition: ApplicationDefinition & { readonly resources?: ResourcesDefinition },
  kind: ApplicationKind,
  context: WorkloadContext,
  problems: ProblemList,
) {
  const nodePools = resolveWorkloadPools(definition.nodePool, kind.roles, context, problems);
  const image = resolveImage(definition.image, context, problems);
  const identity = resolveWorkloadIdentity(definition, context, problems);
  const connections = connectionsOf(definition, context.definition, problems.at('uses'));
  const setsItself = kind.setsItself ?? [];
  const fromUses = { ...connections.environment, ...queueVariables(connections.sendsTo, context) };
  const ofPlatform = Object.fromEntries(
    Object.entries(fromUses).filter(([variable]) => !setsItself.includes(variable)),
  );
  const ownSecrets = definition.secrets ?? [];
  const platformSecrets = [...connections.secrets, ...(kind.secrets ?? [])];
  checkSecrets(ownSecrets, context, problems.at('secrets'));
  checkPlatformSecrets(platformSecrets, context, problems);
  checkVariables(
    definition,
    [...Object.keys(fromUses), ...setsItself],
    platformSecrets,
    identity !== undefined,
    problems,
  );
  const resources = definition.resources ?? kind.resources;
  checkResources(resources, nodePools, problems.at('resources'));
  return {
    name: definition.name,
    namespace: context.namespace,
    nodePools,
    placement: placementOnFirstOf(nodePools, context.nodePools),
    identity,
    image,
    command: definition.command,
    args: definition.args,
    resources,
    /** Gateway or inference server whose API it calls. */
    calls: connections.calls,
    environment: { ...ofPlatform, ...definition.environment },
    secrets: [...ownSecrets, ...platformSecrets],
  };
}

function queueVariables(sendsTo: string | undefined, { serviceBus }: WorkloadContext) {
  return sendsTo === undefined || serviceBus === undefined
    ? {}
    : { SERVICE_BUS_NAMESPACE: serviceBus.host, SERVICE_BUS_SEND_QUEUE: sendsTo };
}

function checkVariables(
  definition: ApplicationDefinition,
  ofPlatform: readonly string[],
  platformSecrets: readonly SecretVariableDefinition[],
  hasIdentity: boolean,
  problems: ProblemList,
): void {
  const at = problems.at('environment');
  const fromSecrets = (definition.secrets ?? []).map((secret) => secret.variable);
  const taken = [...ofPlatform, ...platformSecrets.map((secret) => secret.variable)];
  for (const variable of Object.keys(definition.environment ?? {})) {
    if (!isVariableName(variable))
      at.add('', `"${variable}" is not the name of an environment variable`, 'Use letters, digits and _.');
    if (fromSecrets.includes(variable)) at.add(variable, 'it is also under secrets', 'Keep one of the two.');
    if (taken.includes(variable))
      at.add(variable, 'the platform sets it', 'Remove it, or what it comes from in uses.');
    if (hasIdentity && webhookVariables.includes(variable))
      at.add(variable, 'workload identity sets it in the pod', 'Remove it.');
  }
  fromSecrets.forEach((variable, index) => {
    if (taken.includes(variable))
      problems
        .at('secrets')
        .at(index)
        .add('variable', `the platform sets ${variable}`, 'Remove it, or what it comes from in uses.');
  });
}

/** GPUs of a replica of an application: only on a pool that has them, and there never none. */
export function resolveGpus(
  gpus: number | undefined,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): number | undefined {
  if (gpus !== undefined) requireInteger(problems, 'gpus', gpus, { min: 1, max: 8, unit: 'GPUs' });
  for (const pool of pools) {
    const count = pool.vmSize.gpu?.count;
    if (pool.role === 'gpu' && gpus === undefined)
      problems.add(
        'gpus',
        `the pool "${pool.name}" is for GPUs, and this asks for none`,
        'Give gpus, or take a pool with the role "cpu".',
      );
    else if (gpus !== undefined && count === undefined)
      problems.add(
        'gpus',
        `a node of ${pool.name} (${pool.vmSize.name}) has no GPU`,
        'Remove it, or take a pool with the role "gpu".',
      );
    else if (gpus !== undefined && count !== undefined && gpus > count) {
      problems.add(
        'gpus',
        `${gpus} GPUs are more than a node of ${pool.name} has: ${pool.vmSize.name} has ${count}`,
        'Lower gpus, or take a size with more GPUs.',
      );
    }
  }
  return gpus;
}

/** Replicas where nothing scales; undefined where KEDA decides. */
export function resolveReplicas(
  definition: { readonly replicas?: number; readonly scaling?: unknown },
  defaultReplicas: number,
  problems: ProblemList,
): number | undefined {
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
  const replicas = definition.replicas ?? defaultReplicas;
  requireInteger(problems, 'replicas', replicas, { min: 1, max: 1000, unit: 'replicas' });
  return replicas;
}

/** Longer where an Application Gateway sends to the pods themselves; undefined for the usual wait. */
export function routedPreStopSeconds(name: string, { ingress }: PlatformDefinition): number | undefined {
  const isRouted = ingress?.hosts.some(({ routes }) => routes.some(({ to }) => to === name));
  return isRouted && ingress?.type === 'application-gateway' ? applicationGatewayPreStopSeconds : undefined;
}

export type ApplicationWorkload = Readonly<ReturnType<typeof resolveApplication>>;

/** Scaling of an application without GPUs: its cold start is the whole of its startup probe. */
export function resolveApplicationScaling(
  { name, scaling }: { readonly name: string; readonly scaling?: ScalingDefinition },
  { startup }: ProbePlan,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedScaling | undefined {
  if (scaling === undefined) return undefined;
  const startupSeconds = startup.periodSeconds * startup.failureThreshold;
  return resolveScaling(
    scaling,
    { name, gpu: false, coldStart: coldStartOf({ gpu: false, startupSeconds }) },
    context,
    problems.at('scaling'),
  );
}

/** Roles for the secrets of an application, and for the queue that it sends to. */
export function applicationGrants(
  application: ApplicationDefinition,
  platform: PlatformDefinition,
  kindSecrets: readonly SecretVariableDefinition[] = [],
): readonly ResolvedRoleGrant[] {
  const { secrets, sendsTo } = connectionsOf(application, platform, ProblemList.create());
  return [
    ...secretGrants([...(application.secrets ?? []), ...secrets, ...kindSecrets]),
    ...(sendsTo === undefined
      ? []
      : [{ role: 'Azure Service Bus Data Sender', scope: { kind: 'queue', queue: sendsTo } } as const]),
  ];
}

/** Requests of a worker or a job, unless the definition sets them. */
export const jobResources = { cpu: '500m', memory: '1Gi' };

/** Adds a problem if Kubernetes or KEDA cannot append to the name. */
export function checkNameLength(name: string, max: number, why: string, problems: ProblemList): void {
  // What Kubernetes refuses in any name is told by the check of all names.
  if (name.length <= max || kubernetesNameProblem('service', name) !== undefined) return;
  problems.add('name', `"${name}" has ${name.length} characters, and ${why}`, `Give at most ${max}.`);
}
