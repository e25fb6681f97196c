import type { CompleteLangfuse } from '../../definition/chart-definition';
import { checkLangfuse } from '../../engine/langfuse/check-langfuse';
import { langfuse as langfuseChart } from '../../engine/langfuse/langfuse';
import { defaultLangfuseReplicas, type LangfuseInput } from '../../engine/langfuse/langfuse-definition';
import { langfuseVariables } from '../../engine/langfuse/langfuse-secrets';
import { langfuseInternalUrl, langfuseWebService } from '../../engine/langfuse/langfuse-url';
import { redisPolicyWarnings } from '../../engine/langfuse/managed-redis';
import { placementOnFirstOf } from '../../engine/scheduling/placement';
import { blobEndpoint } from '../../facts/azure-cloud';
import type { ProblemList } from '../../problems/problem-list';
import { missingTarget } from '../identities/role-scopes';
import { langfuseNames } from './langfuse-names';
import { secretReader } from './secret-grants';
import type { WorkloadContext } from './workload-context';
import type { SecretUse } from './workload-facets';
import { resolveWorkloadIdentity } from './workload-identity';
import { never, none, type WorkloadKindOf } from './workload-kind';
import { checkResources, resolveWorkloadPools } from './workload-pools';
import { checkPlatformSecrets } from './workload-secrets';

function resolveLangfuse(definition: CompleteLangfuse, context: WorkloadContext, problems: ProblemList) {
  const { name, namespace, secrets } = langfuseNames(definition);
  const nodePools = resolveWorkloadPools(definition.nodePool, ['cpu'], context, problems);
  if (definition.resources !== undefined)
    checkResources(definition.resources, nodePools, problems.at('resources'));
  const variables = langfuseVariables(secrets);
  checkPlatformSecrets(variables, context, problems);
  const identity = resolveWorkloadIdentity({ ...definition, name, namespace }, context, problems);

  const { account: key, container } = definition.storage;
  const missing = missingTarget({ kind: 'container', account: key, container }, context.definition);
  if (missing !== undefined) problems.add('storage', missing, 'Add it to storageAccounts.');
  const account = context.storageAccounts.find((candidate) => candidate.key === key);
  if (account !== undefined && !account.sharedKeys) {
    problems.add(
      'storage',
      `Langfuse signs in with a shared key, and "${key}" has shared keys off`,
      'Set sharedKeys of the account. Use an account that contains nothing else.',
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
  return {
    kind: 'langfuse' as const,
    name,
    namespace,
    nodePools,
    identity,
    secrets: variables,
    secretNames: secrets,
    input,
    /** Address inside the cluster. */
    internalUrl: langfuseInternalUrl({ name, namespace }),
  };
}

export type ResolvedLangfuse = Readonly<ReturnType<typeof resolveLangfuse>>;

/**
 * Source (2026-11): langfuse.com/self-hosting/configuration, SALT and ENCRYPTION_KEY;
 * langfuse/langfuse `web/src/initialize.ts`.
 */
function secretUse({ salt, encryptionKey, initial }: ResolvedLangfuse['secretNames']): SecretUse {
  return {
    permanent: [salt, encryptionKey],
    initial: [initial.userPassword],
    apiKeys: [initial.publicKey, initial.secretKey],
  };
}

/** Langfuse, from its Helm chart. */
export const langfuse: WorkloadKindOf<CompleteLangfuse, ResolvedLangfuse> = {
  title: 'Langfuse',
  role: 'application',
  key: 'langfuse',
  definitions: ({ langfuse: definition }) => (definition === undefined ? [] : [definition]),
  account: (definition) => ({ ...langfuseNames(definition), identity: definition.identity }),
  nodePool: ({ nodePool }) => nodePool,
  grants: () => secretReader,
  scalerGrants: none,
  warnings: ({ redis }) => redisPolicyWarnings(redis, 'langfuse.redis'),
  resolve: resolveLangfuse,
  delivery: 'chart',
  charts: ({ input }) => [langfuseChart(input)],
  scaler: never,
  replicas: ({ input: { replicas = defaultLangfuseReplicas } }) => {
    const total = replicas.web + replicas.worker;
    return { min: total, max: total };
  },
  podOwner: never,
  gpus: never,
  probes: never,
  calls: none,
  modelRoutes: none,
  detail: ({ input: { replicas = defaultLangfuseReplicas } }) =>
    `${replicas.web} web, ${replicas.worker} worker`,
  modelServer: never,
  secretUse: ({ secretNames }) => secretUse(secretNames),
  // The platform does not render the pods of a chart, so it cannot read their readiness probe.
  routeTarget: ({ name }) => ({ service: langfuseWebService(name), healthPath: '/api/public/ready' }),
};
