import type { ModelSourceDefinition } from '../../definition/inference-definition';
import type { ScalingDefinition } from '../../definition/scaling-definition';
import { modelSourceRoles } from '../../engine/inference/model-source';
import type { ProbePlan } from '../../engine/probes/probe-plan';
import { coldStartOf } from '../../engine/scaling/cold-start';
import type { RoleScope } from '../../facts/role-scope';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { ResolvedRoleGrant } from '../identities/role-scopes';
import { missingTarget } from '../identities/role-scopes';
import type { ResolvedScaling } from './resolve-scaling';
import { resolveScaling } from './resolve-scaling';
import type { WorkloadContext } from './workload-context';
import type { WeightSource } from './workload-facets';
import { checkGpus } from './workload-gpus';

/** Source of a model, with the names in Azure. The identity of the server reads it. */
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

/** Checks the sizes of a model server. */
export function checkModelServer(
  definition: { readonly modelSizeGiB?: number; readonly drainSeconds: number },
  gpus: number,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): void {
  checkGpus(
    gpus,
    // A GPU node pool without a GPU has a problem of its own.
    pools.filter(({ vmSize }) => vmSize.gpu !== undefined),
    problems,
  );
  const { modelSizeGiB } = definition;
  if (modelSizeGiB !== undefined && !(modelSizeGiB > 0 && Number.isFinite(modelSizeGiB))) {
    problems.add(
      'modelSizeGiB',
      `${modelSizeGiB} is not a valid size`,
      'Use the total size of the safetensors files in GiB.',
    );
  }
  requireInteger(problems, 'drainSeconds', definition.drainSeconds, { min: 1, max: 3600, unit: 'seconds' });
}

/** Resolves the source of a model: the storage account gets its name in Azure. */
export function resolveModelSource(
  source: ModelSourceDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedModelSource {
  if (source.type !== 'blob' && source.type !== 'file-share') return source;
  const { account: key, ...rest } = source;
  const scope: RoleScope =
    source.type === 'blob'
      ? { kind: 'container', account: key, container: source.container }
      : { kind: 'share', account: key, share: source.share };
  const missing = missingTarget(scope, context.definition);
  if (missing !== undefined) problems.add('', missing, 'Add it to storageAccounts.');
  const account = context.storageAccounts.find((candidate) => candidate.key === key);
  if (source.type === 'file-share' && account !== undefined && !account.sharedKeys) {
    problems.add(
      'account',
      `mounting a file share requires a shared key, and "${key}" has shared keys off`,
      'Set sharedKeys of the account, or move the model to a container.',
    );
  }
  const storageAccount = account?.name ?? key;
  return rest.type === 'blob' ? { ...rest, storageAccount } : { ...rest, storageAccount };
}

/** Resolves the scaling of a model server. Its cold start is the budget of its startup probe. */
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

/** Roles that read the files of a model. See modelSourceRole(). */
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

/** Details that every model server has. */
export function modelServerDetails({
  source,
  modelSizeGiB,
  nodePools,
  port,
}: {
  readonly source: ResolvedModelSource;
  readonly modelSizeGiB: number;
  readonly nodePools: readonly ResolvedNodePool[];
  readonly port: number;
}) {
  return { weights: weightSource(source), modelSizeGiB, vmSize: nodePools[0]?.vmSize.name, port };
}

function weightSource(source: ResolvedModelSource): WeightSource {
  const { type } = source;
  switch (type) {
    case 'hugging-face':
      return { type, isMounted: false, text: 'Hugging Face' };
    case 'blob':
      return { type, isMounted: true, text: `container ${source.storageAccount}/${source.container}` };
    case 'file-share':
      return { type, isMounted: true, text: `share ${source.storageAccount}/${source.share}` };
    case 'persistent-volume-claim':
      return { type, isMounted: true, text: `claim ${source.claimName}` };
    case 'image':
      return { type, isMounted: false, text: 'the image' };
  }
}
