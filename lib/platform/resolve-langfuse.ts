import type { LangfuseDefinition } from '../definition/chart-definition';
import { checkLangfuse } from '../engine/langfuse/check-langfuse';
import type { LangfuseInput } from '../engine/langfuse/langfuse-definition';
import { langfuseVariables } from '../engine/langfuse/langfuse-secrets';
import { langfuseInternalUrl } from '../engine/langfuse/langfuse-url';
import { placementOnFirstOf } from '../engine/scheduling/placement';
import { blobEndpoint } from '../facts/azure-cloud';
import type { ProblemList } from '../problems/problem-list';
import { langfuseNames } from './langfuse-names';
import type { ResolvedLangfuse } from './resolved-workloads';
import { missingTarget } from './role-scopes';
import {
  checkPlatformSecrets,
  checkResources,
  resolveWorkloadIdentity,
  resolveWorkloadPools,
  type WorkloadContext,
} from './workload-parts';

export function resolveLangfuse(
  definition: LangfuseDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedLangfuse {
  const { name, namespace, secrets } = langfuseNames(definition);
  const nodePools = resolveWorkloadPools(definition.nodePool, ['cpu'], context, problems);
  if (definition.resources !== undefined)
    checkResources(definition.resources, nodePools, problems.at('resources'));
  checkPlatformSecrets(langfuseVariables(secrets), context, problems);
  const identity = resolveWorkloadIdentity({ ...definition, name, namespace }, context, problems);

  const { account: key, container } = definition.storage;
  const missing = missingTarget({ kind: 'container', account: key, container }, context.definition);
  if (missing !== undefined) problems.add('storage', missing, 'Define it in storageAccounts.');
  const account = context.storageAccounts.find((candidate) => candidate.key === key);
  if (account !== undefined && !account.sharedKeys) {
    problems.add(
      'storage',
      `"${key}" has no shared keys, and Langfuse signs in with one`,
      'Set sharedKeys of the account; take one that has nothing else in it.',
    );
  }
  const input: LangfuseInput = {
    name,
    namespace,
    url: definition.url,
    postgres: definition.postgres,
    clickHouse: definition.clickHouse,
    redis: definition.redis,
    blobStorage: {
      account: account?.name ?? key,
      endpoint: account?.blobEndpoint ?? blobEndpoint(context.azure.cloud, key),
      container,
    },
    serviceAccountName: identity?.serviceAccount.name ?? name,
    initial: definition.initial,
    replicas: definition.replicas,
    resources: definition.resources,
    placement: placementOnFirstOf(nodePools, context.nodePools),
  };
  if (missing === undefined) checkLangfuse(input, problems);
  return { name, namespace, input, secrets, identity, internalUrl: langfuseInternalUrl({ name, namespace }) };
}
