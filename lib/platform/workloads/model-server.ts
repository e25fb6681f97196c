import type { ModelSourceDefinition } from '../../definition/inference-definition';
import type { ScalingDefinition } from '../../definition/scaling-definition';
import { modelSourceRoles } from '../../engine/inference/model-source';
import type { ProbePlan } from '../../engine/probes/probe-plan';
import { coldStartOf } from '../../engine/scaling/cold-start';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { ResolvedRoleGrant, ResolvedRoleScope } from '../identities/role-scopes';
import { missingTarget } from '../identities/role-scopes';
import type { ResolvedScaling } from './resolve-scaling';
import { resolveScaling } from './resolve-scaling';
import type { WorkloadContext } from './workload-context';

/** Where a model comes from, with the names that Azure has; who reads it is the server's identity. */
export type ResolvedModelSource =
  | { readonly type: 'hugging-face' }
  | {
      readonly type: 'blob';
      readonly storageAccount: string;
      readonly container: string;
      readonly path?: string;
    }
  | {
      readonly type: 'file-share';
      readonly storageAccount: string;
      readonly share: string;
      readonly path?: string;
    }
  | { readonly type: 'persistent-volume-claim'; readonly claimName: string; readonly path?: string }
  | { readonly type: 'image'; readonly path: string };

/** Sizes that every model server has. */
export function checkModelServer(
  definition: { readonly modelSizeGiB?: number; readonly drainSeconds?: number },
  gpus: number,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): void {
  requireInteger(problems, 'gpus', gpus, { min: 1, max: 8, unit: 'GPUs' });
  for (const pool of pools) {
    const gpuCount = pool.vmSize.gpu?.count;
    if (gpuCount === undefined || gpus <= gpuCount) continue;
    problems.add(
      'gpus',
      `${gpus} GPUs are more than a node of ${pool.name} has: ${pool.vmSize.name} has ${gpuCount}`,
      'Lower gpus, or take a size with more GPUs.',
    );
  }
  const { modelSizeGiB } = definition;
  if (modelSizeGiB !== undefined && !(modelSizeGiB > 0 && Number.isFinite(modelSizeGiB))) {
    problems.add(
      'modelSizeGiB',
      `${modelSizeGiB} is not a size`,
      'Give the sum of the safetensors files in GiB.',
    );
  }
  if (definition.drainSeconds !== undefined) {
    requireInteger(problems, 'drainSeconds', definition.drainSeconds, { min: 1, max: 3600, unit: 'seconds' });
  }
}

/** The account as Azure calls it; undefined after a problem. */
export function resolveModelSource(
  source: ModelSourceDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedModelSource {
  if (source.type !== 'blob' && source.type !== 'file-share') return source;
  const { account: key, ...rest } = source;
  const scope: ResolvedRoleScope =
    source.type === 'blob'
      ? { kind: 'container', account: key, container: source.container }
      : { kind: 'share', account: key, share: source.share };
  const missing = missingTarget(scope, context.definition);
  if (missing !== undefined) problems.add('', missing, 'Define it in storageAccounts.');
  const account = context.storageAccounts.find((candidate) => candidate.key === key);
  if (source.type === 'file-share' && account !== undefined && !account.sharedKeys) {
    problems.add(
      'account',
      `"${key}" has no shared keys, and a file share is mounted with one`,
      'Set sharedKeys of the account, or put the model into a container of blobs.',
    );
  }
  const storageAccount = account?.name ?? key;
  return rest.type === 'blob' ? { ...rest, storageAccount } : { ...rest, storageAccount };
}

/** Scaling of a model server: its cold start is the whole of its startup probe. */
export function resolveServerScaling(
  definition: { readonly name: string; readonly scaling?: ScalingDefinition },
  { startup }: ProbePlan,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedScaling | undefined {
  if (definition.scaling === undefined) return undefined;
  const startupSeconds = startup.periodSeconds * startup.failureThreshold;
  return resolveScaling(
    definition.scaling,
    { name: definition.name, gpu: true, coldStart: coldStartOf({ gpu: true, startupSeconds }) },
    context,
    problems.at('scaling'),
  );
}

/** Roles that read the files of a model; see modelSourceRole(). */
export function sourceGrants(source: ModelSourceDefinition | undefined): readonly ResolvedRoleGrant[] {
  if (source?.type === 'blob') {
    const { account, container } = source;
    return [{ role: modelSourceRoles.blob, scope: { kind: 'container', account, container } }];
  }
  if (source?.type === 'file-share') {
    return [{ role: modelSourceRoles['file-share'], scope: { kind: 'storage', account: source.account } }];
  }
  return [];
}
