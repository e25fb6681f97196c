/**
 * `aks-ai-platform/kubernetes`: constructs for a cdk8s chart, and the values that their props take.
 */

export type { PickedEngine } from '../../lib/engine/gateway/endpoint-picker-config';
export type { InferenceRouting, RoutedServer } from '../../lib/engine/gateway/inference-routes';
export type { LiteLlmRouting } from '../../lib/engine/gateway/litellm-config';
export type {
  LiteLlmAzureOpenAiModel,
  LiteLlmFallbacks,
  LiteLlmModel,
  LiteLlmProviderModel,
  LiteLlmServerModel,
  LiteLlmTritonModel,
} from '../../lib/engine/gateway/litellm-models';
export type {
  NotificationsConfigInput,
  NotificationTargets,
} from '../../lib/engine/gitops/notifications-config';
export type { EngineCache } from '../../lib/engine/inference/engine-cache';
export type { LoraAdapter, LoraOptions } from '../../lib/engine/inference/lora-adapters';
export type {
  BlobSource,
  ClaimSource,
  FileShareSource,
  HuggingFaceSource,
  ImageSource,
  ModelSource,
  MountedModelSource,
} from '../../lib/engine/inference/model-source';
export type { MultiNodeShape } from '../../lib/engine/inference/multi-node';
export type { VllmOptions } from '../../lib/engine/inference/vllm-options';
export type { HostRoute, RoutedHost } from '../../lib/engine/ingress/routed-host';
export type {
  LangfuseInitialSecretNames,
  LangfuseSecretNames,
} from '../../lib/engine/langfuse/langfuse-secrets';
export {
  type QueueWorkerMode,
  type QueueWorkerPlan,
  type QueueWorkerPlanInput,
  queueWorkerPlan,
} from '../../lib/engine/queue/queue-worker-plan';
export { type ColdStart, coldStartOf } from '../../lib/engine/scaling/cold-start';
export type {
  ScalerAuthentication,
  ScalerMetricType,
  ScalerTriggerSpec,
  ServiceBusSource,
  VllmScalingMetric,
} from '../../lib/engine/scaling/scaler-trigger';
export {
  type PrometheusServer,
  type PrometheusTriggerInput,
  prometheusTrigger,
} from '../../lib/engine/scaling/scalers/prometheus';
export type { ResourceTriggerInput } from '../../lib/engine/scaling/scalers/resource';
export {
  type ServiceBusTriggerInput,
  serviceBusTrigger,
} from '../../lib/engine/scaling/scalers/service-bus';
export {
  type ScalingFallback,
  type ScalingPlan,
  type ScalingPlanInput,
  type ScalingRate,
  scalingPlan,
} from '../../lib/engine/scaling/scaling-plan';
export { cpuTrigger } from '../../lib/engine/scaling/triggers/cpu';
export { type CronTriggerInput, cronTrigger } from '../../lib/engine/scaling/triggers/cron';
export { type GenericTriggerInput, genericTrigger } from '../../lib/engine/scaling/triggers/keda';
export { memoryTrigger } from '../../lib/engine/scaling/triggers/memory';
export {
  type VllmTriggerInput,
  vllmTrigger,
} from '../../lib/engine/scaling/triggers/vllm';
export type { PoolPriority } from '../../lib/engine/scheduling/expander-priorities';
export {
  type PlaceablePool,
  type Placement,
  placementOn,
  placementOnFirstOf,
} from '../../lib/engine/scheduling/placement';
export type { KeptMetrics, MetricsTarget } from '../../lib/facts/metrics-settings';
export { type ClientId, clientId, type TenantId, tenantId } from '../../lib/values/ids';
export type { ServiceAccountRef } from '../../lib/values/service-account';
export { Taint, type TaintEffect, type Toleration } from '../../lib/values/taint';
export { AgentApp, type AgentAppProps, agentAppVariables } from './applications/agent-app';
export type { AppPodParts, AppPodProps } from './applications/app-pod';
export { HttpApp, type HttpAppProps } from './applications/http-app';
export { type ExtraServicePort, HttpService } from './applications/http-service';
export { LangfuseSupport, type LangfuseSupportProps } from './applications/langfuse-support';
export { QueueWorker, type QueueWorkerProps } from './applications/queue-worker';
export type { RunToCompletionProps } from './applications/run-to-completion';
export { ScheduledJob, type ScheduledJobProps } from './applications/scheduled-job';
export { ArgoCdNotifications, type ArgoCdNotificationsProps } from './cluster/argo-cd-notifications';
export { AutoscalerPriorities, type AutoscalerPrioritiesProps } from './cluster/autoscaler-priorities';
export { DcgmMonitor, type DcgmMonitorProps } from './cluster/dcgm-monitor';
export { GpuDevicePlugin, type GpuDevicePluginProps } from './cluster/gpu-device-plugin';
export { KedaMonitor, type KedaMonitorProps } from './cluster/keda-monitor';
export { LocalNvmeStorageClass, type LocalNvmeStorageClassProps } from './cluster/local-nvme-storage-class';
export { Namespace, type NamespaceProps, type PodSecurityLevel } from './cluster/namespace';
export { PrometheusSettings, type PrometheusSettingsProps } from './cluster/prometheus-settings';
export { EndpointPicker, type EndpointPickerProps } from './gateway/endpoint-picker';
export { EndpointPickerAccount, type EndpointPickerAccountProps } from './gateway/endpoint-picker-account';
export { InferenceGateway } from './gateway/inference-gateway';
export type {
  InferenceGatewayProps,
  InferenceGatewayServer,
  InferenceGatewayTls,
} from './gateway/inference-gateway-props';
export { InferencePool, type InferencePoolProps } from './gateway/inference-pool';
export { LiteLlmGateway } from './gateway/litellm-gateway';
export type { LiteLlmGatewayProps } from './gateway/litellm-gateway-props';
export { LiteLlmMigration } from './gateway/litellm-migration';
export {
  KeyVaultSecrets,
  type KeyVaultSecretsProps,
  type KeyVaultVariable,
  type PodSecrets,
  type SecretsHolder,
} from './identity/key-vault-secrets';
export {
  WorkloadServiceAccount,
  type WorkloadServiceAccountProps,
} from './identity/workload-service-account';
export { EngineCacheVolume, type EngineCacheVolumeProps } from './inference/engine-cache-volume';
export {
  InferenceNetworkPolicy,
  type InferenceNetworkPolicyProps,
} from './inference/inference-network-policy';
export { ModelVolume, type ModelVolumeProps } from './inference/model-volume';
export { MultiNodeVllmServer } from './inference/multi-node-vllm-server';
export type { MultiNodeVllmServerProps } from './inference/multi-node-vllm-server-props';
export type { TritonModelLoading } from './inference/triton-arguments';
export { TritonServer } from './inference/triton-server';
export type { ModelRepositoryVolume, TritonServerProps } from './inference/triton-server-props';
export type { VllmEngineProps } from './inference/vllm-engine-props';
export { VllmServer, type VllmServerProps } from './inference/vllm-server';
export {
  ApplicationGatewayIngress,
  type ApplicationGatewayIngressProps,
} from './ingress/application-gateway-ingress';
export { GatewayForContainers, type GatewayForContainersProps } from './ingress/gateway-for-containers';
export { HealthCheckPolicies } from './ingress/health-check-policies';
export { type GatewayRoutesProps, HttpRoutes, type HttpRoutesProps } from './ingress/http-routes';
export { InternalIngress } from './ingress/internal-ingress';
export type { InternalIngressProps } from './ingress/internal-ingress-props';
export { NoIngressPolicy } from './ingress/no-ingress-policy';
export { TlsCertificates, type TlsCertificatesProps } from './ingress/tls-certificates';
export {
  type CertificateVault,
  TlsProviderClass,
  type TlsProviderClassProps,
} from './ingress/tls-provider-class';
export { checkManifests, type ManifestCheckOptions } from './manifest-check';
export type { ObjectIdentity } from './pods/object-metadata';
export { PodDisruptionBudget } from './pods/pod-disruption-budget';
export { PodMonitor, type PodMonitorProps } from './pods/pod-monitor';
export { toContainerProbes, toProbe } from './pods/probes';
export { ScaledJob, type ScaledJobProps } from './scaling/scaled-job';
export { ScaledObject, type ScaledObjectProps, type ScaleTarget } from './scaling/scaled-object';
export { TriggerAuthentication, type TriggerAuthenticationProps } from './scaling/trigger-authentication';
export {
  type TriggerAuthenticationRef,
  triggerAuthenticationRef,
} from './scaling/trigger-authentication-ref';
export { TerraformTokenResolver } from './terraform-token-resolver';
