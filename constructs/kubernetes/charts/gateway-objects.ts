import type { Chart } from 'cdk8s';
import type { ResolvedInferenceGateway } from '../../../lib/platform/workloads/inference-gateway';
import type { ResolvedLiteLlmGateway } from '../../../lib/platform/workloads/litellm-gateway';
import { workloadsOf } from '../../../lib/platform/workloads/workload-kinds';
import { InferenceGateway } from '../gateway/inference-gateway';
import { LiteLlmGateway } from '../gateway/litellm-gateway';
import type { ChartContext } from './chart-context';

/** Adds the objects of a LiteLLM gateway. */
export function addLiteLlmGateway(
  chart: Chart,
  gateway: ResolvedLiteLlmGateway,
  context: ChartContext,
): void {
  const { secrets, ...props } = context.propsOf(chart, gateway);
  new LiteLlmGateway(chart, 'litellm-gateway', {
    ...props,
    // resolveLiteLlmGateway() always adds the master key.
    secrets: secrets!,
    langfuseHost: gateway.langfuseUrl,
  });
}

/** Adds the objects of an inference gateway. */
export function addInferenceGateway(
  chart: Chart,
  gateway: ResolvedInferenceGateway,
  context: ChartContext,
): void {
  new InferenceGateway(chart, 'inference-gateway', {
    ...gateway,
    partOf: context.partOf,
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
