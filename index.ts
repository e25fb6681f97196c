/** `aks-ai-platform`: a whole platform from one definition, and the values that both halves share. */
export { Platform, type PlatformOptions, type PlatformSynthesis } from './constructs/platform';
export { PlatformSet } from './constructs/platform-set';
export type { ExtendAzure } from './constructs/synth/azure-half';
export type { ExtendKubernetes, KubernetesExtension } from './constructs/synth/kubernetes-half';
export type { RenderedFile } from './constructs/synth/rendering';
export type {
  AgentAppDefinition,
  CronJobDefinition,
  HealthDefinition,
  HttpAppDefinition,
  QueueWorkerDefinition,
} from './lib/definition/application-definition';
export type {
  AzureDefinition,
  NetworkDefinition,
  TerraformStateDefinition,
} from './lib/definition/azure-definition';
export type { HelmChartDefinition, LangfuseDefinition } from './lib/definition/chart-definition';
export type {
  AlertsDefinition,
  AutoscalerDefinition,
  ClusterDefinition,
  GpuStack,
  MaintenanceWindowDefinition,
} from './lib/definition/cluster-definition';
export type {
  BaseDefinition,
  EnvironmentDefinition,
  EnvironmentDefinitions,
  EnvironmentOverride,
} from './lib/definition/environments';
export type {
  ExternalModelDefinition,
  GatewayDefinition,
  InferenceGatewayDefinition,
  LiteLlmGatewayDefinition,
} from './lib/definition/gateway-definition';
export type {
  ArgoCdDefinition,
  GitOpsDefinition,
  SyncWindowDefinition,
} from './lib/definition/gitops-definition';
export type {
  InferenceServerDefinition,
  LoraAdapterDefinition,
  MeasurementDefinition,
  ModelCacheDefinition,
  ModelSourceDefinition,
  TritonServerDefinition,
} from './lib/definition/inference-definition';
export type {
  IngressDefinition,
  IngressHostDefinition,
  IngressRouteDefinition,
} from './lib/definition/ingress-definition';
export type { CustomVmSizeDefinition, NodePoolDefinition } from './lib/definition/node-pool-definition';
export type {
  NotificationsDefinition,
  SlackDefinition,
  WebhookDefinition,
} from './lib/definition/notifications-definition';
export type { Override } from './lib/definition/override';
export type { PlatformDefinition } from './lib/definition/platform-definition';
export type {
  ScalingDefinition,
  ScalingRateDefinition,
  VllmScalingDefinition,
} from './lib/definition/scaling-definition';
export type {
  FederatedCredentialDefinition,
  IdentityDefinition,
  KeyVaultDefinition,
  QueueDefinition,
  RegistryDefinition,
  RoleGrantDefinition,
  RoleScopeDefinition,
  ServiceBusDefinition,
  StorageAccountDefinition,
  SubscriptionDefinition,
  TopicDefinition,
} from './lib/definition/services-definition';
export type {
  ApplicationDefinition,
  ImageDefinition,
  NodePoolChoice,
  ResourcesDefinition,
  SecretVariableDefinition,
  UseDefinition,
  WorkloadDefinition,
} from './lib/definition/workload-definition';
export type { NotificationEvent } from './lib/engine/gitops/notification-events';
export type { TriggerDefinition } from './lib/engine/scaling/trigger-kinds';
export type { CpuTriggerDefinition } from './lib/engine/scaling/triggers/cpu';
export type { CronTriggerDefinition } from './lib/engine/scaling/triggers/cron';
export type { KedaTriggerDefinition } from './lib/engine/scaling/triggers/keda';
export type { MemoryTriggerDefinition } from './lib/engine/scaling/triggers/memory';
export type { PrometheusTriggerDefinition } from './lib/engine/scaling/triggers/prometheus';
export type { ServiceBusQueueTriggerDefinition } from './lib/engine/scaling/triggers/service-bus-queue';
export type { ServiceBusTopicTriggerDefinition } from './lib/engine/scaling/triggers/service-bus-topic';
export type { VllmTriggerDefinition } from './lib/engine/scaling/triggers/vllm';
export {
  type PlaceablePool,
  type Placement,
  placementOn,
  placementOnFirstOf,
} from './lib/engine/scheduling/placement';
export type { RoleScope } from './lib/facts/role-scope';
export type { ResolvedNodePool } from './lib/platform/cluster/node-pool';
export type { ResolvedCluster } from './lib/platform/cluster/resolve-cluster';
export type { ResolvedGitOps } from './lib/platform/gitops/resolve-gitops';
export type { ResolvedApplication } from './lib/platform/gitops/resolved-application';
export type { ResolvedIdentity } from './lib/platform/identities/resolved-identity';
export type { ResolvedRoleGrant } from './lib/platform/identities/role-scopes';

export type { ResolvedIngress, ResolvedIngressHost } from './lib/platform/network/resolve-ingress';
export type { ResolvedNetwork } from './lib/platform/network/resolve-network';
export type { PlatformOutputs } from './lib/platform/outputs/outputs-file';
export type { ResolvedAzure } from './lib/platform/resolve-azure';
export { resolvePlatform } from './lib/platform/resolve-platform';
export type { ResolvedPlatform } from './lib/platform/resolved-platform';
export type { ResolvedKeyVault } from './lib/platform/services/key-vault';
export type { ResolvedRegistry } from './lib/platform/services/registry';
export type { ResolvedQueue, ResolvedServiceBus, ResolvedTopic } from './lib/platform/services/service-bus';
export type { ResolvedStorageAccount } from './lib/platform/services/storage-account';
export {
  type ResolvedWorkload,
  type WorkloadKind,
  type WorkloadOf,
  workloadsOf,
} from './lib/platform/workloads/workload-kinds';
export { DefinitionError, type Problem, ProblemList } from './lib/problems/problem-list';
export { Cidr } from './lib/values/cidr';
export {
  type ClientId,
  clientId,
  type PrincipalId,
  principalId,
  type SubscriptionId,
  subscriptionId,
  type TenantId,
  tenantId,
} from './lib/values/ids';
export { ImageReference } from './lib/values/image-reference';
export { type ServiceAccountRef, serviceAccountSubject } from './lib/values/service-account';
export {
  criticalAddonsTaint,
  gpuTaint,
  spotTaint,
  Taint,
  type TaintEffect,
  type Toleration,
} from './lib/values/taint';
