import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { autoscalersOf } from '../../views/autoscalers';
import { podGpus } from '../../views/pods';
import { deploymentExample, prometheusTriggerExample, scaledObjectExample } from '../example-manifests';

const server = deploymentExample('resources: { requests: { cpu: "4" }, limits: { nvidia.com/gpu: 1 } }');
const scaled = (trigger: string) => `${server}---${scaledObjectExample('minReplicaCount: 1,', trigger)}`;

export const gpuByCpu: Rule = {
  id: 'scaling/gpu-by-cpu',
  title: 'What works on GPUs is not scaled by its CPU',
  severity: 'warning',
  why: 'The GPU works while the CPU waits, and the weights stay in memory: requests queue for minutes, and nothing is added.',
  source: 'docs.vllm.ai/en/v0.32.0/usage/metrics; kaito-project/kaito#1775 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaled('{ type: cpu, metricType: Utilization, metadata: { value: "70" } }') },
  good: { kubernetes: scaled(prometheusTriggerExample('sum(vllm:num_requests_waiting)')) },
  check: (picture) =>
    autoscalersOf(picture).flatMap(({ found, type, pods }) => {
      if (!pods.some((pod) => podGpus(pod) > 0)) return [];
      const field = type === 'keda' ? 'spec.triggers' : 'spec.metrics';
      const measured = listAt(found.object, field).map((each) =>
        type === 'keda' ? textAt(each, 'type') : hpaResource(each),
      );
      if (measured.length === 0 || !measured.every((each) => each === 'cpu' || each === 'memory')) return [];
      return [
        {
          in: found,
          field,
          message: `${[...new Set(measured)].join(' and ')} alone, for pods with GPUs`,
          expected: 'requests that wait or run, or a queue',
          fix: 'Scale by what the engine says: sum(vllm:num_requests_waiting{…}).',
        },
      ];
    }),
};

function hpaResource(metric: unknown): string | undefined {
  return textAt(metric, 'resource.name') ?? textAt(metric, 'containerResource.name');
}
