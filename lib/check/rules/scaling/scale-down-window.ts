import { startupBudgetSeconds } from '../../../engine/probes/probe-bounds';
import { maxStabilizationSeconds } from '../../../engine/scaling/scaling-plan';
import { numberAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { autoscalersOf } from '../../views/autoscalers';
import { probeOf } from '../../views/container-probes';
import { podGpus } from '../../views/pods';
import { deploymentExample, prometheusTriggerExample, scaledObjectExample } from '../example-manifests';

const server = deploymentExample(
  'resources: { limits: { nvidia.com/gpu: 1 } }, startupProbe: { httpGet: { path: /, port: 80 }, periodSeconds: 10, failureThreshold: 61 }',
);
const scaled = (fields: string) =>
  `${server}---${scaledObjectExample(`minReplicaCount: 1, maxReplicaCount: 3, ${fields}`, prometheusTriggerExample('sum(up)'))}`;

/** Default of Kubernetes. Source: autoscaling/v2 HPAScalingRules (2026-11). */
const defaultWindowSeconds = 300;

export const scaleDownWindow: Rule = {
  id: 'scaling/scale-down-window',
  title: 'A GPU workload must have a scale-down window as long as its startup',
  severity: 'warning',
  why: 'By default the autoscaler removes a replica after five quiet minutes, although a new one needs ten minutes to load the model. Every new wave of load then starts with the minimum number of replicas.',
  source:
    'vllm-project/production-stack#1003; kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale, "Stabilization window" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaled('') },
  good: {
    kubernetes: scaled(
      'advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 900 } } } },',
    ),
  },
  check: (picture) =>
    autoscalersOf(picture).flatMap(({ found, type, pods, minReplicas, maxReplicas }) => {
      if (!pods.some((pod) => podGpus(pod) > 0) || Math.max(1, minReplicas) === maxReplicas) return [];
      const behavior =
        type === 'keda' ? 'spec.advanced.horizontalPodAutoscalerConfig.behavior' : 'spec.behavior';
      if (textAt(found.object, `${behavior}.scaleDown.selectPolicy`) === 'Disabled') return [];
      const field = `${behavior}.scaleDown.stabilizationWindowSeconds`;
      const window = numberAt(found.object, field);
      const starts = pods
        .flatMap(({ containers }) => containers)
        .flatMap((container) => probeOf(container, 'startupProbe') ?? [])
        .map((startup) => startupBudgetSeconds({ startup }));
      const start = Math.min(Math.max(0, ...starts), maxStabilizationSeconds);
      if ((window ?? defaultWindowSeconds) >= start) return [];
      return [
        {
          in: found,
          field,
          message: `The scale-down window is ${window ?? defaultWindowSeconds} s${window === undefined ? ' by default' : ''} and a replica may need ${start} s to start, so the next wave of load has too few replicas.`,
          expected: `stabilizationWindowSeconds of ${start} or more`,
          fix: `Set stabilizationWindowSeconds: ${start}.`,
        },
      ];
    }),
};
