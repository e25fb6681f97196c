import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { autoscalersOf } from '../../views/autoscalers';
import { podGpus } from '../../views/pods';
import { deploymentExample, prometheusTriggerExample, scaledObjectExample } from '../example-manifests';

const server = deploymentExample('resources: { requests: { cpu: "4" }, limits: { nvidia.com/gpu: 1 } }');
const scaled = (trigger: string) => `${server}---${scaledObjectExample('minReplicaCount: 1,', trigger)}`;

export const gpuByCpu: Rule = {
  id: 'scaling/gpu-by-cpu',
  title: 'A GPU workload must not scale on CPU or memory alone',
  severity: 'warning',
  why: 'The GPU is busy while the CPU idles, and the model weights keep the memory constant. Requests queue for minutes, and the autoscaler adds no replica.',
  source: 'docs.vllm.ai/en/v0.32.0/usage/metrics; kaito-project/kaito#1775 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaled('{ type: cpu, metricType: Utilization, metadata: { value: "70" } }') },
  good: { kubernetes: scaled(prometheusTriggerExample('sum(vllm:num_requests_waiting)')) },
  check: (picture) =>
    autoscalersOf(picture).flatMap(({ found, type, pods }) => {
      if (!pods.some((pod) => podGpus(pod) > 0)) return [];
      const field = type === 'keda' ? 'spec.triggers' : 'spec.metrics';
      const metrics = listAt(found.object, field).map((each) =>
        type === 'keda' ? textAt(each, 'type') : hpaResource(each),
      );
      if (metrics.length === 0 || !metrics.every((each) => each === 'cpu' || each === 'memory')) return [];
      return [
        {
          in: found,
          field,
          message: `Pods with GPUs scale on ${[...new Set(metrics)].join(' and ')} alone, so the autoscaler adds no replica when requests queue.`,
          expected: 'a metric of waiting or running requests, or of a queue',
          fix: 'Scale on a metric of the engine: sum(vllm:num_requests_waiting{…}).',
        },
      ];
    }),
};

function hpaResource(metric: unknown): string | undefined {
  return textAt(metric, 'resource.name') ?? textAt(metric, 'containerResource.name');
}
