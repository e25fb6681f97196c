import type { Chart } from 'cdk8s';
import type { ResolvedInferenceGateway } from '../../../lib/platform/workloads/inference-gateway';
import type { ResolvedLiteLlmGateway } from '../../../lib/platform/workloads/litellm-gateway';
import { workloadsOf } from '../../../lib/platform/workloads/workload-kinds';
import { InferenceGateway } from '../gateway/inference-gateway';
import { LiteLlmGateway } from '../gateway/litellm-gateway';
import type { ChartContext } from './chart-context';

export function addLiteLlmGateway(
  chart: Chart,
  gateway: ResolvedLiteLlmGateway,
  context: ChartContext,
): void {
  new LiteLlmGateway(chart, 'litellm-gateway', {
    name: gateway.name,
    namespace: gateway.namespace,
    partOf: context.partOf,
    image: gateway.image.toString(),
    models: gateway.models,
    routing: gateway.routing,
    answerSeconds: gateway.answerSeconds,
    shutdown: gateway.shutdown,
    // The master key is always among them.
    secrets: context.addSecrets(chart, gateway)!,
    langfuseHost: gateway.langfuseUrl,
    replicas: gateway.replicas,
    placement: gateway.placement,
    resources: gateway.resources,
    serviceAccountName: gateway.identity?.serviceAccount.name,
    podMonitor: context.platform.cluster.managedPrometheus,
  });
}

export function addInferenceGateway(
  chart: Chart,
  gateway: ResolvedInferenceGateway,
  context: ChartContext,
): void {
  new InferenceGateway(chart, 'inference-gateway', {
    name: gateway.name,
    namespace: gateway.namespace,
    partOf: context.partOf,
    gatewayClassName: gateway.gatewayClassName,
    servers: gateway.servers,
    routing: gateway.routing,
    answerSeconds: gateway.answerSeconds,
    placement: gateway.placement,
    allowedCidrs: gatewayCidrs(context),
    podMonitor: context.platform.cluster.managedPrometheus,
  });
}

/** Addresses of an inference gateway outside the cluster: it calls the pods from its own subnet. */
export function gatewayCidrs({ platform }: ChartContext): readonly string[] | undefined {
  const { ingress } = platform;
  return workloadsOf(platform, 'inference-gateway').length > 0 && ingress?.subnet !== undefined
    ? [ingress.subnet]
    : undefined;
}
