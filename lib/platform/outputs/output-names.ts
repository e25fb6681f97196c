/** One value that only Azure knows, and who needs it. */
export interface RequiredOutput {
  /** Name of the stack output. */
  readonly name: string;
  /** What it is: "client id of identity my-app-identity". */
  readonly what: string;
  /** The workloads that need it: `["ai-app"]`. */
  readonly neededBy: readonly string[];
}

/** The outputs that every stack has besides the client ids; a contract with the committed outputs file. */
export const outputNames = {
  subscriptionId: 'subscription_id',
  tenantId: 'tenant_id',
  resourceGroup: 'resource_group',
  clusterName: 'cluster_name',
  oidcIssuerUrl: 'oidc_issuer_url',
  prometheusQueryEndpoint: 'prometheus_query_endpoint',
  clientId: (identityName: string) => `client_id_${identityName}`,
} as const;
