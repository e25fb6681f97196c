/** `aks-ai-platform/azure`: constructs for a CDKTF stack, and the values that their props take. */
export type { AlertKind } from '../../lib/facts/alert-kinds';
export type { AlertSettings } from '../../lib/facts/alert-settings';
export type { AzureCloud } from '../../lib/facts/azure-cloud';
export type { AzurermVersion } from '../../lib/facts/azurerm-versions';
export type { RoleName } from '../../lib/facts/role-names';
export type { WatchedGpuPool } from '../../lib/operations/alerts/gpu-pool-alerts';
export type { WatchedServer } from '../../lib/operations/alerts/inference-alerts';
export type { LogAlertsInput } from '../../lib/operations/alerts/log-alerts';
export type { QueueConsumer, WatchedEntity } from '../../lib/operations/alerts/queue-alerts';
export type {
  ReplicaOwner,
  WatchedKind,
  WatchedWorkload,
} from '../../lib/operations/alerts/watched-workload';
export {
  type ClientId,
  clientId,
  type PrincipalId,
  principalId,
  type SubscriptionId,
  subscriptionId,
  type TenantId,
  tenantId,
} from '../../lib/values/ids';
export { type ServiceAccountRef, serviceAccountSubject } from '../../lib/values/service-account';
export { criticalAddonsTaint, gpuTaint, spotTaint, Taint, type TaintEffect } from '../../lib/values/taint';
export { AksCluster } from './cluster/aks-cluster';
export type {
  AksAutoscalerProps,
  AksClusterProps,
  AksNetworkProps,
  SystemPoolProps,
  WeeklyWindow,
} from './cluster/aks-cluster-props';
export { ArgoCdExtension, type ArgoCdExtensionProps } from './cluster/argo-cd-extension';
export { ArgoCdHelmStack, type ArgoCdHelmStackProps, type ArgoCdObject } from './cluster/argo-cd-helm-stack';
export { LocalStorageExtension, type LocalStorageExtensionProps } from './cluster/local-storage-extension';
export { NodePool, type NodePoolProps, type NodeUpgrade, type SpotNodes } from './cluster/node-pool';
export { RoleGrant, type RoleGrantProps, type RoleGrantScope } from './identity/role-grant';
export {
  type WorkloadFederatedCredential,
  WorkloadIdentity,
  type WorkloadIdentityProps,
} from './identity/workload-identity';
export type { AlertGroupPlace, AlertTargets } from './monitoring/alert-group';
export { AlertMails, type AlertMailsProps } from './monitoring/alert-mails';
export { ContainerInsights, type ContainerInsightsProps } from './monitoring/container-insights';
export {
  DiagnosticSetting,
  type DiagnosticSettingProps,
  defaultControlPlaneLogs,
} from './monitoring/diagnostic-setting';
export { GpuPoolAlerts, type GpuPoolAlertsProps } from './monitoring/gpu-pool-alerts';
export { InferenceAlerts, type InferenceAlertsProps } from './monitoring/inference-alerts';
export { LogAlerts, type LogAlertsProps } from './monitoring/log-alerts';
export { LogWorkspace, type LogWorkspaceProps } from './monitoring/log-workspace';
export { ManagedGrafana, type ManagedGrafanaProps } from './monitoring/managed-grafana';
export { ManagedPrometheus, type ManagedPrometheusProps } from './monitoring/managed-prometheus';
export { MetricsWorkspace, type MetricsWorkspaceProps } from './monitoring/metrics-workspace';
export { QueueAlerts, type QueueAlertsProps } from './monitoring/queue-alerts';
export { WorkloadAlerts, type WorkloadAlertsProps } from './monitoring/workload-alerts';
export {
  IngressControllerRights,
  type IngressControllerTargets,
  PlatformApplicationGateway,
} from './network/application-gateway';
export type { PlatformApplicationGatewayProps } from './network/application-gateway-props';
export {
  PlatformGatewayForContainers,
  type PlatformGatewayForContainersProps,
} from './network/gateway-for-containers';
export {
  type ClusterNetwork,
  existingNetwork,
  type GatewaySubnetProps,
  PlatformNetwork,
  type PlatformNetworkProps,
  type SubnetProps,
} from './network/network';
export {
  type PrivateService,
  ServicePrivateEndpoint,
  type ServicePrivateEndpointProps,
} from './network/private-endpoint';
export { PlatformRegistry, type PlatformRegistryProps } from './services/container-registry';
export { PlatformKeyVault, type PlatformKeyVaultProps } from './services/key-vault';
export { PlatformServiceBus } from './services/service-bus';
export type {
  PlatformQueueProps,
  PlatformServiceBusProps,
  PlatformSubscriptionProps,
  PlatformTopicProps,
} from './services/service-bus-props';
export {
  type PlatformContainerProps,
  type PlatformShareProps,
  PlatformStorage,
  type PlatformStorageProps,
  type StorageKind,
} from './services/storage-account';
export { type AzureStackSettings, configureAzureStack } from './stack/azure-provider';

export type { Place } from './stack/place';
export { PlatformStack, type PlatformStackProps } from './stack/platform-stack';
export { ReadableStack } from './stack/readable-logical-ids';
export { checkTerraform, type TerraformCheckOptions } from './stack/terraform-check';
