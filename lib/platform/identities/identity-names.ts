/** Name of the managed identity that KEDA uses for triggers without an identity of their own. */
export const scalerIdentityName = (clusterName: string) => `${clusterName}-keda`;

/** Name of the managed identity that the platform creates for one workload. */
export const workloadIdentityName = (clusterName: string, workload: string) => `${clusterName}-${workload}`;

/** Name of the managed identity of the ALB controller. */
export const albControllerIdentityName = (clusterName: string) => `${clusterName}-alb`;
