import type { CompletePlatform } from '../../definition/platform-definition';
import type { NodePoolChoice } from '../../definition/workload-definition';
import type { TriggerNeed } from '../../engine/scaling/trigger-kind';
import type { ProblemList } from '../../problems/problem-list';
import type { ResolvedRoleGrant } from '../identities/role-scopes';
import { agentApp, type ResolvedAgentApp } from './agent-app';
import { cronJob, type ResolvedCronJob } from './cron-job';
import { helmChart, type ResolvedHelmChart } from './helm-chart';
import { httpApp, type ResolvedHttpApp } from './http-app';
import { inferenceGateway, type ResolvedInferenceGateway } from './inference-gateway';
import { inferenceServer, type ResolvedInferenceServer } from './inference-server';
import { langfuse, type ResolvedLangfuse } from './langfuse';
import { liteLlmGateway, type ResolvedLiteLlmGateway } from './litellm-gateway';
import { queueWorker, type ResolvedQueueWorker } from './queue-worker';
import { type ResolvedTritonServer, tritonServer } from './triton-server';
import type { WorkloadContext } from './workload-context';
import type { WorkloadAccount } from './workload-facets';
import type { WorkloadKindOf } from './workload-kind';

/** Resolved workloads by kind. Lists of workloads keep this order. */
export interface WorkloadsByKind {
  readonly 'inference-server': ResolvedInferenceServer;
  readonly 'triton-server': ResolvedTritonServer;
  readonly 'litellm-gateway': ResolvedLiteLlmGateway;
  readonly 'inference-gateway': ResolvedInferenceGateway;
  readonly langfuse: ResolvedLangfuse;
  readonly 'http-app': ResolvedHttpApp;
  readonly 'agent-app': ResolvedAgentApp;
  readonly 'queue-worker': ResolvedQueueWorker;
  readonly 'cron-job': ResolvedCronJob;
  readonly 'helm-chart': ResolvedHelmChart;
}

export type WorkloadKind = keyof WorkloadsByKind;

/** A resolved workload of one kind, or of several. */
export type WorkloadOf<K extends WorkloadKind> = WorkloadsByKind[K];

/** A resolved workload: a union by `kind`. */
export type ResolvedWorkload = WorkloadOf<WorkloadKind>;

/** What differs between the kinds. */
const kinds = {
  'inference-server': inferenceServer,
  'triton-server': tritonServer,
  'litellm-gateway': liteLlmGateway,
  'inference-gateway': inferenceGateway,
  langfuse,
  'http-app': httpApp,
  'agent-app': agentApp,
  'queue-worker': queueWorker,
  'cron-job': cronJob,
  'helm-chart': helmChart,
} satisfies Record<WorkloadKind, unknown>;

type DefinitionOf<K extends WorkloadKind> = Parameters<(typeof kinds)[K]['resolve']>[0];

/**
 * The same record, as the compiler checks it: every kind is there, with every facet, and under its
 * own name.
 */
const byKind: {
  readonly [K in WorkloadKind]: WorkloadKindOf<DefinitionOf<K>, WorkloadOf<K> & { readonly kind: K }>;
} = kinds;

/** What differs for the kind of a workload. */
export function kindOf<Workload extends ResolvedWorkload>({
  kind,
}: Workload): WorkloadKindOf<never, Workload> {
  return byKind[kind] as unknown as WorkloadKindOf<never, Workload>;
}

/** The workloads of some kinds, in the platform's order. */
export function workloadsOf<K extends WorkloadKind>(
  { workloads }: { readonly workloads: readonly ResolvedWorkload[] },
  ...of: readonly K[]
): readonly WorkloadOf<K>[] {
  return workloads.filter((workload): workload is WorkloadOf<K> => of.some((kind) => kind === workload.kind));
}

/** A workload of the definition, before it is resolved. */
export interface DefinedWorkload {
  /** Where it is in the definition: `httpApps[0]`. */
  readonly path: string;
  /** The problems at its path. */
  readonly at: (problems: ProblemList) => ProblemList;
  readonly account: WorkloadAccount;
  readonly nodePool: NodePoolChoice | undefined;
  readonly grants: readonly ResolvedRoleGrant[];
  readonly scalerGrants: readonly TriggerNeed[];
  readonly warnings: readonly string[];
  readonly resolve: (context: WorkloadContext, problems: ProblemList) => ResolvedWorkload;
}

/** Every workload of a definition, in the order of the kinds. */
export function definedWorkloads(platform: CompletePlatform): readonly DefinedWorkload[] {
  return Object.values(kinds).flatMap((kind) =>
    definedOf(kind as WorkloadKindOf<unknown, ResolvedWorkload>, platform),
  );
}

function definedOf<Definition>(
  kind: WorkloadKindOf<Definition, ResolvedWorkload>,
  platform: CompletePlatform,
): readonly DefinedWorkload[] {
  const { key } = kind;
  const isList = Array.isArray(platform[key]);
  return kind.definitions(platform).map((definition, index) => {
    const at = (problems: ProblemList) => (isList ? problems.at(key).at(index) : problems.at(key));
    return {
      path: isList ? `${key}[${index}]` : key,
      at,
      account: kind.account(definition),
      nodePool: kind.nodePool(definition),
      grants: kind.grants(definition, platform),
      scalerGrants: kind.scalerGrants(definition),
      warnings: kind.warnings(definition),
      resolve: (context, problems) => kind.resolve(definition, context, at(problems)),
    };
  });
}
