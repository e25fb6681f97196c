/**
 * Fictitious ids and names of the sample platform in `main.ts` and of the platforms in `examples/`.
 * A test compares them with these files.
 */
export const sampleIds = {
  subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
  tenantId: 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e',
  adminGroupObjectId: '9d4e1b3c-72f5-4a68-8c0d-f3b6a9e25417',
  repository: 'https://github.com/my-org/gitops',
} as const;

/** Clusters of the sample platform and of the examples. */
export const sampleClusters: readonly string[] = [
  'my-aks',
  'my-aks-dev',
  'chat-aks',
  'batch-aks',
  'models-aks',
  'large-aks',
  'worker-aks',
  'assistant-aks',
  'assistant-dev-aks',
  'assistant-staging-aks',
  'assistant-jp-aks',
];

/** Suffixes that make the names of the sample platform unique in Azure. */
export const sampleSuffixes: readonly string[] = ['k4x9', 'k4x9dev'];

/** Names of the sample platform that must be unique in Azure, before the suffix is appended. */
export const sampleGlobalNames: readonly string[] = [
  'myregistry',
  'my-kv',
  'my-servicebus-namespace',
  'mymodels',
  'mytraces',
];
