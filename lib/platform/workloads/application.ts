import type { CompletePlatform } from '../../definition/platform-definition';
import type { ScalingDefinition } from '../../definition/scaling-definition';
import type {
  CompleteApplication,
  ResourcesDefinition,
  SecretVariableDefinition,
} from '../../definition/workload-definition';
import type { ProbePlan } from '../../engine/probes/probe-plan';
import { applicationGatewayPreStopSeconds } from '../../engine/probes/probe-plan';
import { coldStartOf } from '../../engine/scaling/cold-start';
import { placementOnFirstOf } from '../../engine/scheduling/placement';
import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import { ProblemList } from '../../problems/problem-list';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { ResolvedRoleGrant } from '../identities/role-scopes';
import { checkVariables } from './application-variables';
import { connectionsOf } from './connections';
import { queueGrants, queueVariables } from './queue-connections';
import { type ResolvedScaling, resolveScaling } from './resolve-scaling';
import { checkReceivesWhatScales } from './scaling-queues';
import { secretGrants } from './secret-grants';
import type { WorkloadContext } from './workload-context';
import { resolveWorkloadIdentity } from './workload-identity';
import { resolveImage } from './workload-image';
import { checkResources, resolveWorkloadPools } from './workload-pools';
import { checkPlatformSecrets, checkSecrets } from './workload-secrets';

/** What differs between kinds of applications. */
export interface ApplicationKind {
  /** Roles of node pools that it can run on. */
  readonly roles: readonly ResolvedNodePool['role'][];
  /** Variables that the construct sets. @default none */
  readonly setsItself?: readonly string[];
  /** Secrets that every application of the kind needs. @default none */
  readonly secrets?: readonly SecretVariableDefinition[];
}

/** Resolves the fields of every application. The node pools are empty after a problem with them. */
export function resolveApplication(
  definition: CompleteApplication & { readonly resources: ResourcesDefinition },
  kind: ApplicationKind,
  context: WorkloadContext,
  problems: ProblemList,
) {
  const nodePools = resolveWorkloadPools(definition.nodePool, kind.roles, context, problems);
  const image = resolveImage(definition.image, context, problems);
  const identity = resolveWorkloadIdentity(definition, context, problems);
  const connections = connectionsOf(definition, context.definition, problems.at('uses'));
  const { setsItself = [] } = kind;
  const fromUses = { ...connections.environment, ...queueVariables(connections.queues, context) };
  const fromPlatform = Object.fromEntries(
    Object.entries(fromUses).filter(([variable]) => !setsItself.includes(variable)),
  );
  const ownSecrets = definition.secrets;
  const platformSecrets = [...connections.secrets, ...(kind.secrets ?? [])];
  checkSecrets(ownSecrets, context, problems.at('secrets'));
  checkPlatformSecrets(platformSecrets, context, problems);
  checkVariables(
    definition,
    {
      names: [...Object.keys(fromUses), ...setsItself],
      secrets: platformSecrets,
      hasIdentity: identity !== undefined,
    },
    problems,
  );
  const { resources } = definition;
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
    environment: { ...fromPlatform, ...definition.environment },
    secrets: [...ownSecrets, ...platformSecrets],
  };
}

/**
 * Seconds before the shutdown signal, if an Application Gateway sends requests to the pods
 * directly. Undefined: the default.
 */
export function routedPreStopSeconds(name: string, { ingress }: CompletePlatform): number | undefined {
  const isRouted = ingress?.hosts.some(({ routes }) => routes.some(({ to }) => to === name));
  return isRouted && ingress?.type === 'application-gateway' ? applicationGatewayPreStopSeconds : undefined;
}

export type ApplicationWorkload = Readonly<ReturnType<typeof resolveApplication>>;

/**
 * Resolves the scaling of an application without GPUs. Its cold start is the budget of its startup
 * probe.
 */
export function resolveApplicationScaling(
  application: Pick<CompleteApplication, 'name' | 'identity' | 'uses'> & {
    readonly scaling?: ScalingDefinition;
  },
  { startup }: ProbePlan,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedScaling | undefined {
  const { name, scaling } = application;
  if (scaling === undefined) return undefined;
  const startupSeconds = startup.periodSeconds * startup.failureThreshold;
  const at = problems.at('scaling');
  const coldStart = coldStartOf({ gpu: false, startupSeconds });
  const resolved = resolveScaling(scaling, { name, gpu: false, coldStart }, context, at);
  // A trigger without a spec has its own problem.
  if (resolved.triggers.length === scaling.triggers.length)
    checkReceivesWhatScales(application, resolved.triggers, context, at.at('triggers'));
  return resolved;
}

/** Roles for the secrets of an application, and for its queues. */
export function applicationGrants(
  application: CompleteApplication,
  platform: CompletePlatform,
  kindSecrets: readonly SecretVariableDefinition[] = [],
): readonly ResolvedRoleGrant[] {
  const { secrets, queues } = connectionsOf(application, platform, ProblemList.create());
  return [...secretGrants([...application.secrets, ...secrets, ...kindSecrets]), ...queueGrants(queues)];
}

/** Adds a problem if Kubernetes or KEDA cannot append to the name. */
export function checkNameLength(name: string, max: number, why: string, problems: ProblemList): void {
  // checkApplicationNames() reports names that Kubernetes refuses anyway.
  if (name.length <= max || kubernetesNameProblem('service', name) !== undefined) return;
  problems.add(
    'name',
    `"${name}" has ${name.length} characters; the maximum is ${max}, because ${why}`,
    'Choose a shorter name.',
  );
}
